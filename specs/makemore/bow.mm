# The bag of words of makemore.py: each position takes the mean of what came before it.
# parameters: 12,827 (makemore.py)

data   chars names context=16

let d = 64                               # numbers for each letter
let h = 64                               # hidden units

model  embed d | position
     | residual ( causal_mean )
     | residual ( linear h | tanh | linear d )
     | linear V

train  adamw
    lr    = 5e-4
    betas = [0.9, 0.99]
    decay = 0.01
    batch = 32
    steps = 10_000
