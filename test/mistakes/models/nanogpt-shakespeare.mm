# karpathy/nanoGPT, config/train_shakespeare_char.py
# parameters: 10,745,088 (it prints 10.65M, which leaves the 98,304 of the positions out)
input  tokens[256] of 65
target tokens
default attention bias=false dropout=0.2 init=normal(0.02)
default linear bias=false init=normal(0.02)
default ln bias=false
default embed init=normal(0.02)
default position init=normal(0.02)
block  prenorm(f) = residual ( ln | f | dropout 0.2 )
block  layer(heads) : [B, T, C] -> [B, T, C] = prenorm ( attention heads causal ) | prenorm ( linear 4*C | gelu | linear C )
model  embed 384 name=wte | position | dropout 0.2 | repeat 6 ( layer 6 ) | ln | tied_linear @wte
train  adamw lr=cosine(1e-3, min=1e-4, warmup=100) betas=[0.9, 0.99] decay=0.1 clip=1 batch=64 steps=5_000
