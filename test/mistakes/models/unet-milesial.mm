# milesial/Pytorch-UNet, with transposed convolutions
# parameters: 31,037,633 (its model for three channels and one class)
input  photo[64, 64, 3]
target image[64, 64, 1]
block  unit(c) = conv c 3 padding=1 bias=false | bn | relu
block  level(c, below) = unit c | unit c | concat ( id, maxpool 2 | below | conv_transpose c 2 stride=2 ) | unit c | unit c
model  level 64 ( level 128 ( level 256 ( level 512 ( unit 1024 | unit 1024 ) ) ) ) | conv 1 1
train  rmsprop lr=1e-5 batch=4 loss=bce_with_logits
