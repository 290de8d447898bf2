# MobileNetV3-Small (Howard et al., 2019)
# parameters: 2,542,856 (torchvision, mobilenet_v3_small)
input  photo[224, 224, 3]
target class of 1000
default conv      bias=false
default depthwise bias=false
default bn        eps=1e-3 momentum=0.01
block squeeze(c, r) = mul ( id, global_avgpool keep | linear r | relu | linear c | sigmoid )
block body(wide, c, k, s, f, g) =
    conv wide 1 | bn | f | depthwise k stride=s padding=k//2 | bn | f | g | conv c 1 | bn
model  conv 16 3 stride=2 padding=1 | bn | silu
     | depthwise 3 stride=2 padding=1 | bn | relu
     | squeeze 16 8
     | conv 16 1 | bn
     | body 72 24 3 2 relu id
     | residual ( body 88 24 3 1 relu id )
     | body 96 40 5 2 silu ( squeeze 96 24 )
     | repeat 2 ( residual ( body 240 40 5 1 silu ( squeeze 240 64 ) ) )
     | body 120 48 5 1 silu ( squeeze 120 32 )
     | residual ( body 144 48 5 1 silu ( squeeze 144 40 ) )
     | body 288 96 5 2 silu ( squeeze 288 72 )
     | repeat 2 ( residual ( body 576 96 5 1 silu ( squeeze 576 144 ) ) )
     | conv 576 1 | bn | silu | global_avgpool
     | linear 1024 | silu
     | dropout 0.2
     | linear 1000
train  rmsprop lr=decay(0.064, 0.973, every=20_000) momentum=0.9 decay=1e-5 batch=128
