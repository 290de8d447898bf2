# The recurrent network of makemore.py: one bias, and a learned state to start from.
# parameters: 11,803 (makemore.py)

data   chars names context=16

let d = 64                               # numbers for each letter
let h = 64                               # numbers in each state

model  embed d | rnn h biases=1 h0=learned | linear V

train  adamw
    lr    = 5e-4
    betas = [0.9, 0.99]
    decay = 0.01
    batch = 32
    steps = 10_000
