# mingpt-adder
# source: https://github.com/karpathy/minGPT/blob/master/projects/adder/adder.py
# parameters: 86,160 (0.09M printed (without the head); counted from its code)
# 85 + 50 = 135 is 8 5 5 0 5 3 1: the sum backwards.
input  sums[T=6] of V=10
target tokens

let d = 48

default embed     init=normal(0.02)
default position  init=normal(0.02)
default attention init=normal(0.02) bias_init=zeros dropout=0.1
default linear    init=normal(0.02) bias_init=zeros

block sub(f) = residual ( ln | f | dropout 0.1 )

model  embed d | position | dropout 0.1
     | repeat 3 ( sub ( attention 3 causal ) | sub ( linear 4*d | gelu approximate=tanh | linear d ) )
     | ln | linear V bias=false

train  adamw lr=5e-4 betas=[0.9, 0.95] decay=0.1 clip=1 batch=64 steps=10_000
