# MobileNet (Howard et al., "MobileNets: efficient convolutional neural networks for mobile vision applications", 2017):
# a convolution taken apart into one over space, for each channel by itself, and one over channels, which is 1x1.
# parameters: 4,231,976 (Keras, MobileNet with alpha 1; its running statistics not counted)
# multiply-adds: 569M (the paper, table 4: 1.0 MobileNet-224)

input  photo[224, 224, 3]
target class of 1000

default conv      padding=same bias=false
default depthwise padding=same bias=false

block separable(c, stride=1) = depthwise 3 stride=stride | bn | relu6 | conv c 1 | bn | relu6

model  conv 32 3 stride=2 | bn | relu6
     | separable 64
     | repeat c in [128, 256] ( separable c stride=2 | separable c )
     | separable 512 stride=2
     | repeat 5 ( separable 512 )
     | separable 1024 stride=2
     | separable 1024                    # [B, 7, 7, 1024]
     | global_avgpool
     | linear 1000

train  rmsprop
    lr    = decay(0.045, 0.98, every=13_345)
    batch = 96
    steps = 1_000_000
