# karpathy/llama2.c, stories260K
# parameters: 260,032 (260K in its README; 512*64 + 5*(3*64*64 + 3*64*172 + 128) + 64)
input  text[512] of 512
target tokens
default linear    bias=false init=normal(0.02)
default attention bias=false init=normal(0.02)
model  embed 64 name=tok init=normal(0.02)
     | repeat 5 (
           residual ( rmsnorm | attention 8 causal rope=interleaved kv_heads=4 )
         | residual ( rmsnorm | linear 344 | swiglu | linear 64 ) )
     | rmsnorm
     | tied_linear @tok
train  adamw
    lr    = cosine(1e-3, warmup=1_000)
    betas = [0.9, 0.95]
    decay = 0.01
    clip  = 1
    batch = 128
    steps = 100_000
