# pytorch/tutorials, cifar10_tutorial
# parameters: 62,006 (456 + 2,416 + 48,120 + 10,164 + 850)
input  image[32, 32, 3]
target class of 10
model  conv 6 5 | relu
     | maxpool 2
     | conv 16 5 | relu
     | maxpool 2 | flatten
     | linear 120 | relu
     | linear 84 | relu
     | linear 10
train  sgd lr=0.001 momentum=0.9 batch=4 steps=25_000
