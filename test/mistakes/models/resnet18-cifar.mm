# kuangliu/pytorch-cifar, ResNet18
# parameters: 11,173,962 (the repository's model)
input  photo[32, 32, 3]
target class of 10
block  conv_bn(c, k, stride=1) = conv c k stride=stride padding=k//2 bias=false | bn
block  basic(c) = residual ( conv_bn c 3 | relu | conv_bn c 3 ) | relu
block  down(c)  = residual via=( conv_bn c 1 2 ) ( conv_bn c 3 2 | relu | conv_bn c 3 ) | relu
model  conv_bn 64 3 | relu | repeat 2 ( basic 64 ) | repeat c in [128, 256, 512] ( down c | basic c )
     | avgpool 4 | flatten | linear 10
train  sgd lr=cosine(0.1) momentum=0.9 decay=5e-4 batch=128 steps=78_000
