# squeezenet-1.1
# source: https://github.com/pytorch/vision/blob/main/torchvision/models/squeezenet.py
# parameters: 1,235,496 (1,235,496 published (torchvision))
input  photo[224, 224, 3]
target class of 1000

default conv init=kaiming(dist=uniform) bias_init=zeros

block fire(s, e) =
    conv s 1 | relu
  | concat ( conv e 1 | relu, conv e 3 padding=1 | relu )

model  conv 64 3 stride=2 | relu | maxpool 3 stride=2
     | repeat 2 ( fire 16 64 ) | maxpool 3 stride=2
     | repeat 2 ( fire 32 128 ) | maxpool 3 stride=2
     | repeat 2 ( fire 48 192 ) | repeat 2 ( fire 64 256 )
     | dropout 0.5 | conv 1000 1 init=normal(0.01) | relu
     | global_avgpool

train  sgd momentum=0.9 decay=2e-4 lr=linear(0.04) batch=512 steps=170_000
