# tensorflow/tfjs-examples, mnist-node
# parameters: 594,922 (sum by hand over its layers)
input  digit[28, 28, 1]
target class of 10
model  conv 32 3 | relu
     | conv 32 3 | relu
     | maxpool 2
     | conv 64 3 | relu
     | conv 64 3 | relu
     | maxpool 2 | flatten
     | dropout 0.25
     | linear 512 | relu
     | dropout 0.5
     | linear 10
train  rmsprop batch=128
