# locuslab/TCN, adding problem: eight levels of 30, the last position
# parameters: 95,521 (sum by hand over its layers)
input  numbers[400, 2]
target value[1]
block unit(d) = conv 30 7 dilation=d padding=causal init=normal(0.01) | relu
block level(d, skip) = residual via=( skip ) ( unit d | unit d ) | relu
model  level 1 ( conv 30 1 init=normal(0.01) )
     | repeat i in 1..8 ( level 2^i id )
     | last
     | linear 1 init=normal(0.01)
train  adam lr=4e-3 batch=32
