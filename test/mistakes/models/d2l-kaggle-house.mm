# d2l.ai, 5.7: house prices on Kaggle, a linear model of 331 columns
# parameters: 331 (sum by hand over its layers)
input  house[330]
target value[1]
model  linear 1
train  sgd lr=0.01 batch=64
