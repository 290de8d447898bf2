# locuslab/TCN, copying memory
# parameters: 9,830 (sum by hand over its layers)
input  marks[120] of 10
target class[120] of 10
block unit(d) = conv 10 8 dilation=d padding=causal | relu | dropout 0.05
model  onehot | repeat i in 0..6 ( residual ( unit 2^i | unit 2^i ) | relu ) | linear 10
train  rmsprop lr=5e-4 clip=1 batch=32
