# GoogLeNet (Szegedy et al., 2014) with batch norm and 3 x 3 for 5 x 5, as torchvision has it, without its side heads
# parameters: 6,624,904 (torchvision, googlenet with aux_logits=False)
input  photo[224, 224, 3]
target class of 1000
block  unit(c, k, stride=1) = conv c k stride=stride padding=k//2 bias=false | bn | relu
block  inception(a, b, c, d, e, f) =
    concat ( unit a 1, unit b 1 | unit c 3, unit d 1 | unit e 3, maxpool 3 stride=1 padding=1 | unit f 1 )
model  unit 64 7 2 | maxpool 3 stride=2 padding=1 | unit 64 1 | unit 192 3 | maxpool 3 stride=2 padding=1
     | inception 64 96 128 16 32 32 | inception 128 128 192 32 96 64 | maxpool 3 stride=2 padding=1
     | inception 192 96 208 16 48 64 | inception 160 112 224 24 64 64 | inception 128 128 256 24 64 64
     | inception 112 144 288 32 64 64 | inception 256 160 320 32 128 128 | maxpool 2
     | inception 256 160 320 32 128 128 | inception 384 192 384 48 128 128
     | global_avgpool | dropout 0.2 | linear 1000
train  sgd lr=0.01 momentum=0.9 batch=256
