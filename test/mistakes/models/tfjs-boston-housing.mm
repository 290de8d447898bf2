# tensorflow/tfjs-examples, boston-housing: two hidden layers
# parameters: 3,251 (sum by hand over its layers)
input  house[12]
target value[1]
default linear init=fan_in bias_init=zeros
model  linear 50 | sigmoid | linear 50 | sigmoid | linear 1
train  sgd lr=0.01 batch=40 steps=1_600
