# facebookresearch/dino: the head behind DeiT-S, without weight norm
# parameters: 22,286,592 (sum by hand over its layers)
input  features[384]
target class of 65536
model  linear 2048 | gelu
     | linear 2048 | gelu
     | linear 256
     | ln affine=false
     | linear 65536 bias=false
train  adamw lr=cosine(5e-4, warmup=1_000) decay=0.04 batch=1024 steps=100_000
