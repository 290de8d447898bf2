# Two stages without a bar between them.
data   chars names context=8
model  embed 24 | flatten linear 128 | tanh | linear V
