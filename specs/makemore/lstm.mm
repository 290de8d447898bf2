# A long short-term memory as PyTorch has it, in place of the one that makemore.py promises and lacks.
# parameters: 36,763 (1,728 embed + 4 * (64 * 64 + 64 * 64 + 64 + 64) lstm + 1,755 linear)

data   chars names context=16

let d = 64                               # numbers for each letter
let h = 64                               # numbers in each state

model  embed d | lstm h | linear V

train  adamw
    lr    = 5e-4
    betas = [0.9, 0.99]
    decay = 0.01
    batch = 32
    steps = 10_000
