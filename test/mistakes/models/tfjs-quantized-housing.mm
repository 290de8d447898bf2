# tensorflow/tfjs-examples, quantization: the network for California housing
# parameters: 27,017 (sum by hand over its layers)
input  house[8]
target value[1]
model  bn | linear 200 | relu | linear 100 | relu | linear 50 | relu | linear 1
train  adam lr=0.01 batch=1000
