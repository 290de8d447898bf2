# se-resnet20
# source: https://github.com/moskomule/senet.pytorch/blob/master/senet/se_resnet.py
# parameters: 274,490 (counted from its code (reduction 16))
input  photo[32, 32, 3]
target class of 10

default conv init=kaiming bias=false

block squeeze : [B, H, W, C] -> [B, H, W, C] =
    mul ( id, global_avgpool keep | linear C//16 bias=false | relu | linear C bias=false | sigmoid )
block body(c, s=1) =
    conv c 3 stride=s padding=1 | bn | relu | conv c 3 padding=1 | bn | squeeze
block basic(c) = residual ( body c ) | relu
block down(c)  = residual via=( conv c 1 stride=2 | bn ) ( body c 2 ) | relu

model  conv 16 3 padding=1 | bn | relu
     | repeat 3 ( basic 16 )
     | repeat c in [32, 64] ( down c | repeat 2 ( basic c ) )
     | global_avgpool | linear 10

train  sgd momentum=0.9 decay=1e-4
    lr    = decay(0.1, 0.1, every=62_560)
    batch = 64
    steps = 156_400
