# Stage 2 of makemore part 5: the same perceptron over eight letters, all fused in one go.
# Published after 200,000 steps: training loss 1.918, validation loss 2.027.

data   chars names context=8

model  embed 10 | flatten
     | linear 200 bias=false init=fan_in
     | bn variance=unbiased | tanh
     | linear V init=fan_in(0.1) bias_init=zeros

train  sgd
    lr    = step(0.1, 0.01, at=150_000)
    batch = 32
    steps = 200_000
    seed  = 42
