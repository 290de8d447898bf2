# d2l.ai, 8.5: LeNet with batch norm, the biases left out
# parameters: 44,652 (sum by hand over its layers)
input  image[28, 28, 1]
target class of 10
model  conv 6 5 bias=false | bn | sigmoid
     | avgpool 2
     | conv 16 5 bias=false | bn | sigmoid
     | avgpool 2 | flatten
     | linear 120 bias=false | bn | sigmoid
     | linear 84 bias=false | bn | sigmoid
     | linear 10
train  sgd lr=0.1 batch=128
