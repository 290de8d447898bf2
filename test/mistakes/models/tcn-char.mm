# A TCN (Bai, Kolter and Koltun, 2018): residual blocks of two causal convolutions, each twice as wide apart
# parameters: 102,299 (27*64 + 8*(3*64*64 + 64) + 65*27; the units of locuslab/TCN without weight norm)
data   chars names context=16
block  unit(c, d) = conv c 3 dilation=d padding=causal | relu | dropout 0.1
block  temporal(c, d) = residual ( unit c d | unit c d ) | relu
model  embed 64 | repeat i in 0..4 ( temporal 64 2^i ) | linear V
train  adam lr=0.002
