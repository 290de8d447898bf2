# Stage 1 of makemore part 5: a multilayer perceptron over three letters (Bengio et al., 2003).
# Published after 200,000 steps: training loss 2.058, validation loss 2.105.

data   chars names context=3

model  embed 10                                     # the lectures start it, as mm does, at N(0, 1)
     | flatten
     | linear 200 bias=false init=fan_in            # bn has an offset of its own, so no bias before it
     | bn variance=unbiased                         # the lectures divide by N - 1
     | tanh
     | linear V init=fan_in(0.1) bias_init=zeros    # scaled down, so that the first guess is modest

train  sgd
    lr    = step(0.1, 0.01, at=150_000)
    batch = 32
    steps = 200_000
    seed  = 42
