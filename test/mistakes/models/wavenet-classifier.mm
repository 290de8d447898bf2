# WaveNet (van den Oord et al., 2016): gated blocks of two dilation cycles, skips joined, 256 levels
# parameters: 208,768 (sum by hand over its layers)
input  samples[512] of V=256
target tokens
block gated(d, @skips) =
    residual (
        mul ( conv 32 2 dilation=d padding=causal | tanh,
              conv 32 2 dilation=d padding=causal | sigmoid )
      | tap @skips ( conv 128 1 )
      | conv 32 1 )
model  embed 32
     | repeat 2 ( repeat i in 0..8 ( gated 2^i @skips ) )
     | sum @skips | relu
     | conv 128 1 | relu
     | conv V 1
train  adam lr=1e-3 batch=8
