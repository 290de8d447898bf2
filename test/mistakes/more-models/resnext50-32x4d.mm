# resnext50-32x4d
# source: https://github.com/pytorch/vision/blob/main/torchvision/models/resnet.py
# parameters: 25,028,904 (25,028,904 published (torchvision))
input  photo[224, 224, 3]
target class of 1000

default conv bias=false init=kaiming

block body(w, s=1) =
    conv w 1 | bn | relu
  | conv w 3 stride=s padding=1 groups=32 | bn | relu
  | conv 2*w 1 | bn
block lead(w, s)  = residual via=( conv 2*w 1 stride=s | bn ) ( body w s ) | relu
block next(w)     = residual ( body w ) | relu

model  conv 64 7 stride=2 padding=3 | bn | relu | maxpool 3 stride=2 padding=1
     | repeat w, depth, s in [[128, 3, 1], [256, 4, 2], [512, 6, 2], [1024, 3, 2]] (
           lead w s | repeat depth-1 ( next w ) )
     | global_avgpool | linear 1000

train  sgd momentum=0.9 decay=1e-4
    lr    = decay(0.1, 0.1, every=150_150)
    batch = 256
    steps = 500_500
