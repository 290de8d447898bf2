# A text where a number is wanted, and a number where an initialiser is.
data   chars names context=8
model  embed "24" | flatten | linear 128 init=0.01 | tanh | linear V
