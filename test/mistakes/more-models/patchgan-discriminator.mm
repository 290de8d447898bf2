# patchgan-discriminator
# source: https://github.com/junyanz/pytorch-CycleGAN-and-pix2pix/blob/master/models/networks.py
# parameters: 2,768,705 (2,768,705 (2.769 M printed by the repository))
input  pair[256, 256, 6]                 # an edge map and a photo
target image[30, 30, 1]                  # real or not, patch by patch

default conv init=normal(0.02) bias_init=zeros padding=1
default bn   init=normal(1, 0.02)

model  conv 64 4 stride=2 | leaky_relu 0.2
     | repeat c, s in [[128, 2], [256, 2], [512, 1]] ( conv c 4 stride=s bias=false | bn | leaky_relu 0.2 )
     | conv 1 4

train  adam loss=bce_with_logits lr=2e-4 betas=[0.5, 0.999] batch=1 steps=80_000
