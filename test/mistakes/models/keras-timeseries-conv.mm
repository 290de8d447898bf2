# keras.io, "Timeseries classification from scratch": FordA
# parameters: 25,474 (its summary, trainable)
input  motor[500, 1]
target class of 2
# mm-ignore lint/bias-before-norm: so it is in the example
model  repeat 3 ( conv 64 3 padding=same | bn momentum=0.01 eps=1e-3 | relu )
     | global_avgpool
     | linear 2
train  adam lr=0.001 batch=32 steps=45_000
