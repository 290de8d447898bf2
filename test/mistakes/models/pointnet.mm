# The classifier of PointNet (Qi et al., 2017) without its transformers: one network for each point, then the maximum of all
# parameters: 817,512 (3*64 + 2*64*64 + 64*128 + 128*1024 + 1024*512 + 512*256 + 256*40 + 40, and 2 for each normed unit)
input  cloud[1024, 3]
target class of 40
block  unit(c) = linear c bias=false | bn | relu
model  repeat c in [64, 64, 64, 128, 1024] ( unit c ) | global_maxpool | unit 512 | unit 256 | dropout 0.3 | linear 40
train  adam lr=0.001 batch=32
