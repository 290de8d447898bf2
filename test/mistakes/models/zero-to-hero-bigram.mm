# karpathy/nn-zero-to-hero, makemore part 1: a table of scores as a layer
# parameters: 729 (27*27)
data   chars names context=1
model  onehot | linear V bias=false init=normal(1)
train  sgd lr=50 steps=100
