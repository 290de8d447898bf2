# Data gives the input already.
data   chars names context=8
input  tokens[8] of 27
model  embed 24 | flatten | linear V
