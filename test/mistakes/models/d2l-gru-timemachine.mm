# d2l.ai, 10.2: the same with a GRU
# parameters: 6,876 (sum by hand over its layers)
input  text[32] of V=28
target tokens
model  onehot | gru 32 | linear V
train  sgd lr=4 batch=1024 clip=1
