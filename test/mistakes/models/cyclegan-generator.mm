# junyanz/pytorch-CycleGAN-and-pix2pix, the generator of nine residual blocks
# parameters: 11,372,931 (sum by hand over its layers)
input  photo[256, 256, 3]
target image[256, 256, 3]
default conv           init=normal(0.02) bias=false
default conv_transpose init=normal(0.02) bias=false
block norm(c) = groupnorm c affine=false | relu
model  conv 64 7 padding=3
     | norm 64
     | conv 128 3 stride=2 padding=1
     | norm 128
     | conv 256 3 stride=2 padding=1
     | norm 256
     | repeat 9 (
           residual (
               conv 256 3 padding=1
             | norm 256
             | conv 256 3 padding=1
             | groupnorm 256 affine=false ) )
     | conv_transpose 128 3 stride=2 padding=1 output_padding=1
     | norm 128
     | conv_transpose 64 3 stride=2 padding=1 output_padding=1
     | norm 64
     | conv 3 7 padding=3 bias=true | tanh
train  adam lr=2e-4 betas=[0.5, 0.999] batch=1 loss=mae
