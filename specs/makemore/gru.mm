# The gated recurrent unit of makemore.py: as first published (Cho et al., 2014), with the reset gate before the product,
# one bias, and a learned state to start from. PyTorch's own is `gru h`.
# parameters: 28,315 (makemore.py)

data   chars names context=16

let d = 64                               # numbers for each letter
let h = 64                               # numbers in each state

model  embed d | gru h reset_after=false biases=1 h0=learned | linear V

train  adamw
    lr    = 5e-4
    betas = [0.9, 0.99]
    decay = 0.01
    batch = 32
    steps = 10_000
