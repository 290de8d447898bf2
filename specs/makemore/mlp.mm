# The multilayer perceptron of makemore.py (Bengio et al., 2003): at each position it sees the last 16 letters.
# Before the first letter stands a token of its own. Side by side, the vectors of 16 letters times one matrix are a
# convolution over 16 positions.
# parameters: 69,147 (makemore.py)

data   chars names context=16

let d = 64                               # numbers for each letter
let h = 64                               # hidden units

model  pad left=T-1 | embed d | conv h T | tanh | linear V

train  adamw
    lr    = 5e-4
    betas = [0.9, 0.99]
    decay = 0.01
    batch = 32
    steps = 10_000
