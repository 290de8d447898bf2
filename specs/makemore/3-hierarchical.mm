# Stage 3 of makemore part 5: letters are fused two by two, as in WaveNet (van den Oord et al., 2016), and the bug of
# the lectures is still in. Batch norm sees [B, 4, 68] and takes its statistics over the batch alone, so each of the
# four positions gets a mean and a variance of its own, from 32 numbers instead of 128. Stage 4 mends it.
# Published after 200,000 steps: training loss 1.941, validation loss 2.029.

data   chars names context=8

block fuse(n, width) =
    flatten n | linear width bias=false init=fan_in | bn over=batch variance=unbiased | tanh

model  embed 10 | repeat 3 ( fuse 2 68 ) | linear V init=fan_in(0.1) bias_init=zeros

train  sgd
    lr    = step(0.1, 0.01, at=150_000)
    batch = 32
    steps = 200_000
    seed  = 42
