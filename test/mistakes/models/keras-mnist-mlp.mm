# keras-team/keras, examples/mnist_mlp.py
# parameters: 669,706 (its summary)
input  digit[784]
target class of 10
model  linear 512 | relu | dropout 0.2 | linear 512 | relu | dropout 0.2 | linear 10
train  rmsprop lr=0.001 batch=128
