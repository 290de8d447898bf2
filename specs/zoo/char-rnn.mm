# char-rnn (Karpathy, "The unreasonable effectiveness of recurrent neural networks", 2015) at its defaults, on the
# built-in names: two layers of LSTM over letters that are plain numbers 0 and 1.
# parameters: 215,963 (4 * (27*128 + 128*128 + 2*128) + 4 * (128*128 + 128*128 + 2*128) lstm + 128*27 + 27 linear)

data   chars names context=16

default lstm   init=uniform(0.08) bias_init=uniform(0.08)
default linear init=uniform(0.08) bias_init=uniform(0.08)

model  onehot | lstm 128 layers=2 | linear V

train  rmsprop alpha=0.95
    lr    = 2e-3
    clip  = 5                            # of the whole gradient's length; char-rnn clips number by number
    batch = 50
    steps = 5_000
