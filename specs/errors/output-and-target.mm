# The vocabulary has 27 letters (a to z, and the mark for the end), and the head has 26.
data   chars names context=8
model  embed 24 | flatten | linear 128 | tanh | linear 26
