# The bigram model of makemore.py: a table of how likely each letter is after each other one.
# parameters: 729 (makemore.py)

data   chars names context=16

model  embed V init=zeros                # the row of a letter holds the logits of the next one

train  adamw
    lr    = 5e-4
    betas = [0.9, 0.99]
    decay = 0.01
    batch = 32
    steps = 10_000
