# torchvision, mnasnet1_0
# parameters: 4,383,312 (torchvision, mnasnet1_0)
input  photo[224, 224, 3]
target class of 1000
default conv      bias=false init=kaiming
default depthwise bias=false init=kaiming
default bn        momentum=0.0003
block body(cin, c, k, s, t) =
    conv cin*t 1 | bn | relu | depthwise k stride=s padding=k//2 | bn | relu | conv c 1 | bn
block stack(cin, c, k, s, t, n) = body cin c k s t | repeat n-1 ( residual ( body c c k 1 t ) )
model  conv 32 3 stride=2 padding=1 | bn | relu
     | depthwise 3 padding=1 | bn | relu
     | conv 16 1 | bn
     | stack 16 24 3 2 3 3
     | stack 24 40 5 2 3 3
     | stack 40 80 5 2 6 3
     | stack 80 96 3 1 6 2
     | stack 96 192 5 2 6 4
     | stack 192 320 3 1 6 1
     | conv 1280 1 | bn | relu | global_avgpool
     | dropout 0.2
     | linear 1000
train  rmsprop lr=0.256 momentum=0.9 batch=1024
