# keras.io, "Simple MNIST convnet"
# parameters: 34,826 (its summary)
input  digit[28, 28, 1]
target class of 10
model  conv 32 3 | relu | maxpool 2 | conv 64 3 | relu | maxpool 2 | flatten | dropout 0.5 | linear 10
train  adam batch=128
