# `flatten2` is flatten 2, but the layers that take no number are not numbered.
data   chars names context=8
model  embed 24 | flatten2 | linear 64 | bn1 | tanh | flatten | linear V
