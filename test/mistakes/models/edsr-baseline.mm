# sanghyun-son/EDSR-PyTorch, the baseline for twice the size
# parameters: 1,369,859 (1.37 M in its README)
input  photo[48, 48, 3]
target image[96, 96, 3]
default conv padding=1
model  conv 64 3
     | residual ( repeat 16 ( residual ( conv 64 3 | relu | conv 64 3 ) ) | conv 64 3 )
     | conv 256 3
     | pixel_shuffle 2
     | conv 3 3
train  adam lr=decay(1e-4, 0.5, every=200_000) batch=16 loss=mae steps=300_000
