# Seven positions cannot be fused two by two.
data   chars names context=7
model  embed 10 | flatten 2 | linear 200 | tanh | flatten | linear V
