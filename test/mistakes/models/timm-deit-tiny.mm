# DeiT-Ti (Touvron et al., 2021)
# parameters: 5,717,416 (deit_tiny_patch16_224 of timm)
input  photo[224, 224, 3]
target class of 1000
default linear init=normal(0.02) bias_init=zeros
block layer(heads) : [B, T, C] -> [B, T, C] =
    residual ( ln eps=1e-6 | attention heads | drop_path 0.1 )
  | residual ( ln eps=1e-6 | linear 4*C | gelu | linear C | drop_path 0.1 )
model  conv 192 16 stride=16 | sequence
     | prepend 1 init=normal(0.02)
     | position init=normal(0.02)
     | repeat 12 ( layer 3 )
     | ln eps=1e-6 | first
     | linear 1000
train  adamw
    lr    = cosine(1e-3, min=1e-5, warmup=6_250)
    decay = 0.05
    batch = 1024
    steps = 375_000
    loss  = cross_entropy(smoothing=0.1)
