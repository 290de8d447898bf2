# tensorflow/tfjs-examples, webcam-transfer-learning: what is trained behind MobileNet
# parameters: 1,254,900 (sum by hand over its layers)
input  features[7, 7, 256]
target class of 4
model  flatten | linear 100 init=xavier | relu | linear 4 bias=false init=xavier
train  adam lr=0.0001 batch=16
