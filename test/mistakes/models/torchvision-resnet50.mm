# torchvision, resnet50
# parameters: 25,557,032 (torchvision, resnet50)
input  photo[224, 224, 3]
target class of 1000
default conv bias=false init=kaiming
block body(c, s) = conv c 1 | bn | relu | conv c 3 stride=s padding=1 | bn | relu | conv 4*c 1 | bn
block stage(c, s, n) =
    residual via=( conv 4*c 1 stride=s | bn ) ( body c s )
  | relu
  | repeat n-1 ( residual ( body c 1 ) | relu )
model  conv 64 7 stride=2 padding=3 | bn | relu
     | maxpool 3 stride=2 padding=1
     | stage 64 1 3
     | stage 128 2 4
     | stage 256 2 6
     | stage 512 2 3 | global_avgpool
     | linear 1000
train  sgd lr=decay(0.1, 0.1, every=150_000) momentum=0.9 decay=1e-4 batch=256 steps=450_000
