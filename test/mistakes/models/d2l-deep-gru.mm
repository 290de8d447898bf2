# d2l.ai, 10.3: two layers of GRU, dropout between them
# parameters: 13,212 (sum by hand over its layers)
input  text[32] of V=28
target tokens
model  onehot | gru 32 | dropout 0.1 | gru 32 | linear V
train  sgd lr=2 batch=1024 clip=1
