# The units of WaveNet itself (van den Oord et al., "WaveNet: a generative model for raw audio", 2016): a sigmoid gates a
# tanh; what comes of it is added to the stream (residual), and another share of it is kept for the output (skip).
# Three units, one, two and four letters apart, see eight letters. As in the paper nobody reads the stream after the last
# unit, so its `conv ch 1` does not learn.
# Trained for 2,000 steps: training loss 2.02, validation loss 2.06 (the counted bigram has 2.45).

data   chars names context=16

# mm-ignore learn/last-unit: as in the paper
block unit(ch, skip, dilation, @skips) =
    residual (
        mul ( conv ch 2 dilation=dilation padding=causal | tanh,
              conv ch 2 dilation=dilation padding=causal | sigmoid )
      | tap @skips ( conv skip 1 )
      | conv ch 1 )

model  embed 32
     | repeat i in 0..3 ( unit 32 64 2^i @skips )
     | sum @skips | relu
     | conv 64 1 | relu
     | conv V 1

train  adamw
    lr    = cosine(0.01, warmup=100)
    batch = 32
    steps = 2_000
