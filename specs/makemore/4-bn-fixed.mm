# Stage 4 of makemore part 5: stage 3 with batch norm put right. The statistics are over every dim but the channel,
# which is what mm does unless it is told otherwise.
# Published after 200,000 steps: training loss 1.912, validation loss 2.022.

data   chars names context=8

block fuse(n, width) = flatten n | linear width bias=false init=fan_in | bn variance=unbiased | tanh

model  embed 10 | repeat 3 ( fuse 2 68 ) | linear V init=fan_in(0.1) bias_init=zeros

train  sgd
    lr    = step(0.1, 0.01, at=150_000)
    batch = 32
    steps = 200_000
    seed  = 42
