# davidcpage/cifar10-fast: ResNet-9
# parameters: 6,573,120 (6.57 M; sum by hand over its layers)
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
     | global_maxpool
     | linear 10 bias=false
train  sgd lr=linear(0.4, warmup=490) momentum=0.9 nesterov decay=5e-4 batch=512 steps=2_350
