input x[16, 16, 2]
target class[16, 16] of 3
default conv init=kaiming
block double(c) = conv c 3 padding=1 | relu | conv c 3 padding=1 | relu
model double 8 | concat ( id, maxpool 2 | double 16 | conv_transpose 8 2 stride=2 ) | double 8 | conv 3 1
train sgd lr=0.1
