# Stage 5 of makemore part 5: stage 4 scaled up.
# Published after 200,000 steps: training loss 1.769, validation loss 1.993.

data   chars names context=8

let d = 128

block fuse(n, width) = flatten n | linear width bias=false init=fan_in | bn variance=unbiased | tanh

model  embed 24 | repeat 3 ( fuse 2 d ) | linear V init=fan_in(0.1) bias_init=zeros

train  sgd
    lr    = step(0.1, 0.01, at=150_000)
    batch = 32
    steps = 200_000
    seed  = 42
