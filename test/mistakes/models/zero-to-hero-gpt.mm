# karpathy/ng-video-lecture, bigram.py: four layers of 64
# parameters: 209,473 (it prints 0.209729 M, with 256 biases behind its heads)
input  text[32] of V=65
target tokens
block layer(heads) : [B, T, C] -> [B, T, C] =
    residual ( ln | attention heads causal bias=false )
  | residual ( ln | linear 4*C | relu | linear C )
model  embed 64 | position | repeat 4 ( layer 4 ) | ln | linear V
train  adamw lr=1e-3 batch=16 steps=5_000
