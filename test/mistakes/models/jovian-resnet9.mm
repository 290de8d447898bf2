# jovian.ai, "ResNet-9 for CIFAR-10"; its convolutions keep biases that their norms take out, left out here
# parameters: 6,573,130 (sum by hand over its layers)
input  image[32, 32, 3]
target class of 10
block unit(c) = conv c 3 padding=1 bias=false | bn | relu
model  unit 64
     | unit 128
     | maxpool 2
     | residual ( unit 128 | unit 128 )
     | unit 256
     | maxpool 2
     | unit 512
     | maxpool 2
     | residual ( unit 512 | unit 512 )
     | maxpool 4 | flatten
     | linear 10
train  adam lr=onecycle(0.01) decay=1e-4 clip=0.1 batch=400
