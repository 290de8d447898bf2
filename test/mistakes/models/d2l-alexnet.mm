# d2l.ai, 8.1: AlexNet for Fashion-MNIST, enlarged to 224 x 224
# parameters: 46,764,746 (sum by hand over its layers)
input  image[224, 224, 1]
target class of 10
model  conv 96 11 stride=4 padding=1 | relu
     | maxpool 3 stride=2
     | conv 256 5 padding=2 | relu
     | maxpool 3 stride=2
     | conv 384 3 padding=1 | relu
     | conv 384 3 padding=1 | relu
     | conv 256 3 padding=1 | relu
     | maxpool 3 stride=2 | flatten
     | linear 4096 | relu
     | dropout 0.5
     | linear 4096 | relu
     | dropout 0.5
     | linear 10
train  sgd lr=0.01 batch=128
