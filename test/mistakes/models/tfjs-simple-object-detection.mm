# tensorflow/tfjs-examples, simple-object-detection: what is trained behind MobileNet, five numbers
# parameters: 10,036,405 (sum by hand over its layers)
input  features[14, 14, 256]
target value[5]
model  flatten | linear 200 | relu | linear 5
train  rmsprop lr=5e-3 batch=128
