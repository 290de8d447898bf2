# keras-team/keras 2, examples/cifar10_cnn.py
# parameters: 1,250,858 (its summary)
input  image[32, 32, 3]
target class of 10
block stage(c) = conv c 3 padding=same | relu | conv c 3 | relu | maxpool 2 | dropout 0.25
model  stage 32 | stage 64 | flatten | linear 512 | relu | dropout 0.5 | linear 10
train  rmsprop lr=0.0001 batch=32
