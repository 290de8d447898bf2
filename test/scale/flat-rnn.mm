# states of an rnn that start mostly where tanh is flat, in both layers
input  x[8, 24]
target class of 4
model  rnn 64 layers=2 init=normal(0.3) last | linear 4
train  adam batch=32
