# espcn
# source: https://github.com/pytorch/examples/blob/main/super_resolution/model.py
# parameters: 59,657 (counted from its code)
input  small[85, 85, 1]
target image[255, 255, 1]

let up = 3

default conv init=orthogonal(2^0.5)

model  conv 64 5 padding=2 | relu
     | conv 64 3 padding=1 | relu
     | conv 32 3 padding=1 | relu
     | conv up^2 3 padding=1 init=orthogonal | pixel_shuffle up

train  adam lr=0.001 batch=4 steps=1_500 seed=123
