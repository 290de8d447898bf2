# tensorflow/tfjs-examples, abalone-node
# parameters: 501 (sum by hand over its layers)
input  abalone[8]
target value[1]
model  linear 50 | relu | linear 1
train  adam lr=0.005 batch=500 loss=mae
