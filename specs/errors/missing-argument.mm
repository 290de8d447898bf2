# linear needs to know how many features come out.
data   chars names context=8
model  embed 24 | flatten | linear | tanh | linear V
