# d2l-googlenet
# source: https://github.com/d2l-ai/d2l-en/blob/master/chapter_convolutional-modern/googlenet.md
# parameters: 5,977,530 (counted from its code)
default conv   init=xavier bias_init=zeros
default linear init=xavier bias_init=zeros

input  clothes[96, 96, 1]
target class of 10

block inception(a, b1, b2, c1, c2, d) =
    concat ( conv a 1 | relu,
             conv b1 1 | relu | conv b2 3 padding=1 | relu,
             conv c1 1 | relu | conv c2 5 padding=2 | relu,
             maxpool 3 stride=1 padding=1 | conv d 1 | relu )
block shrink = maxpool 3 stride=2 padding=1

model  conv 64 7 stride=2 padding=3 | relu | shrink
     | conv 64 1 | relu | conv 192 3 padding=1 | relu | shrink
     | inception 64 96 128 16 32 32 | inception 128 128 192 32 96 64 | shrink
     | inception 192 96 208 16 48 64 | inception 160 112 224 24 64 64
     | inception 128 128 256 24 64 64 | inception 112 144 288 32 64 64
     | inception 256 160 320 32 128 128 | shrink
     | inception 256 160 320 32 128 128 | inception 384 192 384 48 128 128
     | global_avgpool | linear 10

train  sgd lr=0.1 batch=128 steps=4_690
