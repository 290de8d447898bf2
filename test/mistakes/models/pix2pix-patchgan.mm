# junyanz/pytorch-CycleGAN-and-pix2pix, the 70 x 70 PatchGAN
# parameters: 2,768,705 (it prints 2.769 M)
input  pair[256, 256, 6]
target image[30, 30, 1]
default conv init=normal(0.02)
block unit(c, s) = conv c 4 stride=s padding=1 bias=false | bn | leaky_relu 0.2
model  conv 64 4 stride=2 padding=1
     | leaky_relu 0.2
     | unit 128 2
     | unit 256 2
     | unit 512 1
     | conv 1 4 padding=1
train  adam lr=0.0002 betas=[0.5, 0.999] batch=1 loss=bce_with_logits
