# A model in the style of Llama (Touvron et al., 2023) as small as they come: stories260K of llama2.c (Karpathy, 2023).
# Positions by turning queries and keys, two heads of queries for each head of keys and values, rmsnorm, swiglu, no
# biases, and a last layer that is the embedding.
# parameters: 260,032 (llama2.c, stories260K: V*d + 5 * (d*d + 2*d*d/2 + d*d + 3*d*h + 2*d) + d, with V = 512, d = 64, h = 172)

input  tokens[T=512] of V=512
target tokens

let d = 64
let h = 172                              # 2/3 of 4*d, rounded up to a multiple of 4

default rmsnorm   eps=1e-5
default embed     init=normal(0.02)
default attention init=normal(0.02) bias=false dropout=0.05
default linear    init=normal(0.02) bias=false

block prenorm(f) = residual ( rmsnorm | f | dropout 0.05 )
block layer =
    prenorm ( attention 8 causal rope=interleaved kv_heads=4 )
  | prenorm ( linear 2*h | swiglu | linear d )

model  embed d name=tok | dropout 0.05 | repeat 5 ( layer ) | rmsnorm | tied_linear @tok

train  adamw
    lr    = cosine(1e-3, warmup=1_000)
    betas = [0.9, 0.99]
    decay = 0.01
    clip  = 1
    batch = 128
    steps = 100_000
