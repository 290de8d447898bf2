# keras-vae-decoder
# source: https://github.com/keras-team/keras-io/blob/master/examples/generative/vae.py
# parameters: 65,089 (65,089 published in the example's summary)
default conv_transpose init=xavier bias_init=zeros
default linear         init=xavier bias_init=zeros

input  latent[2]
target image[28, 28, 1]

default conv_transpose padding=same stride=2

model  linear 7*7*64 | relu | reshape 7 7 64
     | repeat c in [64, 32] ( conv_transpose c 3 | relu )
     | conv_transpose 1 3 stride=1

train  adam loss=bce_with_logits eps=1e-7 batch=128 steps=16_410
