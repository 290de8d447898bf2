# One class for each example needs one vector for each example.
input  tokens[T=16] of V=100
target class of 3
model  embed 24 | linear 64 | tanh | linear 3
