# keras-team/keras 2, examples/mnist_siamese.py: the network that both digits go through
# parameters: 133,504 (sum by hand over its layers)
input  digit[28, 28, 1]
target value[128]
model  flatten
     | linear 128 | relu
     | dropout 0.1
     | linear 128 | relu
     | dropout 0.1
     | linear 128 | relu
train  rmsprop batch=128
