# AlphaZero's value head (Silver et al., 2018) on a small tower
# parameters: 397,955 (sum by hand over its layers)
input  board[8, 8, 19]
target value[1]
block unit(c, k=3) = conv c k padding=k//2 bias=false | bn
model  unit 64 | relu
     | repeat 5 ( residual ( unit 64 | relu | unit 64 ) | relu )
     | unit 1 1 | relu | flatten
     | linear 256 | relu
     | linear 1 | tanh
train  sgd
    lr       = step(0.2, 0.02, 0.002, at=[100_000, 300_000])
    momentum = 0.9
    decay    = 1e-4
    batch    = 4096
    steps    = 700_000
