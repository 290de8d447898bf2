# yunjey/pytorch-tutorial, convolutional_neural_network; biases before norms left out
# parameters: 28,986 (sum by hand over its layers)
input  image[28, 28, 1]
target class of 10
model  conv 16 5 padding=2 bias=false | bn | relu
     | maxpool 2
     | conv 32 5 padding=2 bias=false | bn | relu
     | maxpool 2 | flatten
     | linear 10
train  adam lr=0.001 batch=100
