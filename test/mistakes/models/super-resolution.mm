# pytorch/examples, super_resolution (Shi et al., 2016), three times as large
# parameters: 59,657 (1,664 + 36,928 + 18,464 + 2,601)
input  photo[32, 32, 1]
target image[96, 96, 1]
model  conv 64 5 padding=2 | relu | conv 64 3 padding=1 | relu | conv 32 3 padding=1 | relu | conv 9 3 padding=1 | pixel_shuffle 3
train  adam lr=0.001 batch=64
