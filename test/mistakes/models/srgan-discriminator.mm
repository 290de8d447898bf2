# SRGAN's discriminator (Ledig et al., 2017)
# parameters: 23,563,649 (sum by hand over its layers)
input  photo[96, 96, 3]
target value[1]
block unit(c, s=1) = conv c 3 stride=s padding=1 bias=false | bn | leaky_relu 0.2
model  conv 64 3 padding=1
     | leaky_relu 0.2
     | unit 64 2
     | unit 128
     | unit 128 2
     | unit 256
     | unit 256 2
     | unit 512
     | unit 512 2 | flatten
     | linear 1024
     | leaky_relu 0.2
     | linear 1
train  adam lr=1e-4 batch=16 loss=bce_with_logits
