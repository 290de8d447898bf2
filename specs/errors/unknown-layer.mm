# A slip of the pen. The rest is checked as if the right word stood there.
data   chars names context=8
model  embed 24 | flatten | lienar 128 | tanh | linear V
