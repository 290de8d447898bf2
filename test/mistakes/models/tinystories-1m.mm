# roneneldan/TinyStories-1M: GPT-Neo, every other layer looks 256 positions back
# parameters: 3,647,168 (sum by hand over its layers)
input  text[512] of 50257
target tokens
default linear init=normal(0.02) bias_init=zeros
default embed  init=normal(0.02)
block mlp = residual ( ln | linear 256 | gelu approximate=tanh | linear 64 )
model  embed 64 name=wte
     | position init=normal(0.02)
     | repeat 4 (
           residual ( ln | attention 16 causal bias=false )
         | mlp
         | residual ( ln | attention 16 causal window=256 bias=false )
         | mlp )
     | ln
     | tied_linear @wte
train  adamw lr=5e-4 betas=[0.9, 0.95] decay=0.1 batch=80 accumulate=16
