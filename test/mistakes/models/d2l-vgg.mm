# d2l.ai, 8.2: VGG-11, a quarter as wide
# parameters: 43,093,322 (sum by hand over its layers)
input  image[224, 224, 1]
target class of 10
block vgg(n, c) = repeat n ( conv c 3 padding=1 | relu ) | maxpool 2 stride=2
model  vgg 1 16
     | vgg 1 32
     | vgg 2 64
     | vgg 2 128
     | vgg 2 128 | flatten
     | linear 4096 | relu
     | dropout 0.5
     | linear 4096 | relu
     | dropout 0.5
     | linear 10
train  sgd lr=0.01 batch=128
