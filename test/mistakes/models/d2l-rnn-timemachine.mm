# d2l.ai, 9.6: a character model of The Time Machine, one layer of 32
# parameters: 2,908 (sum by hand over its layers)
input  text[32] of V=28
target tokens
model  onehot | rnn 32 | linear V
train  sgd lr=1 batch=1024 clip=1
