# tensorflow/tfjs-examples, polynomial-regression: a cubic by its three powers
# parameters: 4 (sum by hand over its layers)
input  powers[3]
target value[1]
model  linear 1
train  sgd lr=0.5 batch=100
