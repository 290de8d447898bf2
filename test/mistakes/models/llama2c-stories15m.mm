# karpathy/llama2.c, stories15M
# parameters: 15,191,712 (15M in its README; 32000*288 + 6*(4*288*288 + 3*288*768 + 2*288) + 288)
input  text[256] of 32000
target tokens
default linear    bias=false init=normal(0.02)
default attention bias=false init=normal(0.02)
block layer(heads, hidden) : [B, T, C] -> [B, T, C] =
    residual ( rmsnorm eps=1e-5 | attention heads causal rope=interleaved )
  | residual ( rmsnorm eps=1e-5 | linear 2*hidden | swiglu | linear C )
model  embed 288 name=tok init=normal(0.02)
     | repeat 6 ( layer 6 768 )
     | rmsnorm eps=1e-5
     | tied_linear @tok
train  adamw
    lr         = cosine(5e-4, warmup=1_000)
    betas      = [0.9, 0.95]
    decay      = 0.1
    clip       = 1
    batch      = 128
    accumulate = 4
    steps      = 100_000
