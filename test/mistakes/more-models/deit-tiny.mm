# deit-tiny
# source: https://github.com/facebookresearch/deit/blob/main/models.py
# parameters: 5,717,416 (5,717,416 published (timm))
input  photo[224, 224, 3]
target class of 1000

let d = 192

default ln        eps=1e-6
default attention init=normal(0.02) bias_init=zeros
default linear    init=normal(0.02) bias_init=zeros

block sub(p, f) = residual ( ln | f | drop_path p )

model  conv d 16 stride=16 | sequence    # [B, 196, 192]
     | prepend 1 init=normal(0.02) | position init=normal(0.02)
     | repeat i in 0..12 (
           sub 0.1*i/11 ( attention 3 )
         | sub 0.1*i/11 ( linear 4*d | gelu | linear d ) )
     | ln | first | linear 1000

train  adamw loss=cross_entropy(smoothing=0.1)
    lr    = cosine(1e-3, min=1e-5, warmup=6_255)
    decay = 0.05
    batch = 1024
    steps = 375_300
