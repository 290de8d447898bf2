# A residual adds its input, so its body must give back the same shape.
data   chars names context=8
model  embed 24 | residual ( linear 48 | tanh ) | flatten | linear V
