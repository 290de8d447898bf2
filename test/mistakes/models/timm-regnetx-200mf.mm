# RegNetX-200MF (Radosavovic et al., 2020)
# parameters: 2,684,792 (regnetx_002 of timm)
input  photo[224, 224, 3]
target class of 1000
default conv bias=false
block body(c, s) =
    conv c 1 | bn | relu | conv c 3 stride=s padding=1 groups=c//8 | bn | relu | conv c 1 | bn
block stage(c, n) =
    residual via=( conv c 1 stride=2 | bn ) ( body c 2 )
  | relu
  | repeat n-1 ( residual ( body c 1 ) | relu )
model  conv 32 3 stride=2 padding=1 | bn | relu
     | stage 24 1
     | stage 56 1
     | stage 152 4
     | stage 368 7 | global_avgpool
     | linear 1000
train  sgd lr=cosine(0.8, warmup=6_250) momentum=0.9 decay=5e-5 batch=1024 steps=125_000
