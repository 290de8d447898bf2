# One argument, by its place and by its name.
data   chars names context=8
model  embed 24 | flatten | linear 128 out=64 | tanh | linear V
