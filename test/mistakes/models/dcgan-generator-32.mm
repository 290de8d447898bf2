# A generator in DCGAN's way (Radford et al., 2016) for 32 x 32
# parameters: 1,068,928 (sum by hand over its layers)
input  code[100]
target image[32, 32, 3]
default conv_transpose bias=false init=normal(0.02)
block up(c) = conv_transpose c 4 stride=2 padding=1 | bn | relu
model  reshape 1 1 100
     | conv_transpose 256 4 | bn | relu
     | up 128
     | up 64
     | conv_transpose 3 4 stride=2 padding=1 | tanh
train  adam lr=0.0002 betas=[0.5, 0.999] batch=128
