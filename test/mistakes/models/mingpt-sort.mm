# karpathy/minGPT, demo.ipynb: gpt-nano sorts six digits of three
# parameters: 85,728 (sum by hand over its layers)
input  digits[11] of 3
target class[11] of 3
default linear    init=normal(0.02) bias_init=zeros
default attention init=normal(0.02) bias_init=zeros dropout=0.1
model  embed 48 init=normal(0.02)
     | position init=normal(0.02)
     | dropout 0.1
     | repeat 3 (
           residual ( ln | attention 3 causal | dropout 0.1 )
         | residual ( ln | linear 192 | gelu approximate=tanh | linear 48 | dropout 0.1 ) )
     | ln
     | linear 3 bias=false
train  adamw lr=5e-4 betas=[0.9, 0.95] decay=0.1 clip=1 batch=64 steps=2_000
