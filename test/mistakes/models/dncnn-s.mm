# DnCNN-S (Zhang et al., 2017): seventeen layers learn the noise
# parameters: 556,032 (0.56 M in its README)
input  photo[40, 40, 1]
target image[40, 40, 1]
default conv padding=1 bias=false
model  residual ( conv 64 3 | relu | repeat 15 ( conv 64 3 | bn | relu ) | conv 1 3 )
train  adam lr=step(1e-3, 1e-4, at=45_000) batch=128 steps=80_000
