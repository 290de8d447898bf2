# fastai, xresnet18 on Imagenette, its first stage
# parameters: 11,200,874 (sum by hand over its layers)
input  photo[128, 128, 3]
target class of 10
block unit(c, k=3, s=1) = conv c k stride=s padding=k//2 bias=false init=kaiming | bn
block res(c, s) =
    residual via=( avgpool 2 padding=same | unit c 1 ) ( unit c 3 s | relu | unit c ) | relu
model  unit 32 3 2 | relu
     | unit 32 | relu
     | unit 64 | relu
     | maxpool 3 stride=2 padding=1
     | repeat 2 ( residual ( unit 64 | relu | unit 64 ) | relu )
     | repeat c in [128, 256, 512] ( res c 2 | residual ( unit c | relu | unit c ) | relu )
     | global_avgpool
     | linear 10
train  adam lr=onecycle(5e-3) batch=64 decay=1e-2
