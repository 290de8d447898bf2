# akamaster/pytorch_resnet_cifar10, resnet20 with projections (option B), started as there
# parameters: 272,474 (0.27 M in its README)
input  image[32, 32, 3]
target class of 10
default conv   bias=false init=kaiming
default linear init=kaiming
block body(c, s=1) = conv c 3 stride=s padding=1 | bn | relu | conv c 3 padding=1 | bn
model  conv 16 3 padding=1 | bn | relu
     | repeat 3 ( residual ( body 16 ) | relu )
     | repeat c in [32, 64] (
           residual via=( conv c 1 stride=2 | bn ) ( body c 2 )
         | relu
         | repeat 2 ( residual ( body c ) | relu ) )
     | global_avgpool
     | linear 10
train  sgd
    lr       = step(0.1, 0.01, 0.001, at=[32_000, 48_000])
    momentum = 0.9
    decay    = 1e-4
    batch    = 128
    steps    = 64_000
