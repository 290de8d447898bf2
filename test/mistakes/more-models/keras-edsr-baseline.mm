# keras-edsr-baseline
# source: https://github.com/keras-team/keras-io/blob/master/examples/vision/edsr.py
# parameters: 1,517,571 (1.5M published (EDSR baseline x4); counted from its code)
default conv   init=xavier bias_init=zeros

default conv padding=same

input  small[24, 24, 3]
target image[96, 96, 3]

model  conv 64 3
     | residual ( repeat 16 ( residual ( conv 64 3 | relu | conv 64 3 ) ) | conv 64 3 )
     | repeat 2 ( conv 256 3 | pixel_shuffle 2 )
     | conv 3 3

train  adam loss=mae eps=1e-7
    lr    = step(1e-4, 5e-5, at=5001)
    batch = 16
    steps = 20_000
