# The transformer of makemore.py (after Vaswani et al., 2017, in GPT-2's order): at each position four heads look back at
# the letters so far, and two linear layers think about what they saw.
# parameters: 204,544 (makemore.py, which prints 202,816 as it leaves out its last layer)

data   chars names context=16

let d = 64                               # numbers for each letter

default gelu approximate=tanh            # GPT-2's

block prenorm(f) = residual ( ln | f )
block layer(heads) : [B, T, C] -> [B, T, C] =
    prenorm ( attention heads causal ) | prenorm ( linear 4*C | gelu | linear C )

model  embed d | position | repeat 4 ( layer 4 ) | ln | linear V bias=false

train  adamw
    lr    = 5e-4
    betas = [0.9, 0.99]
    decay = 0.01
    batch = 32
    steps = 10_000
