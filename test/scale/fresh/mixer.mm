input x[16, 24]
target class of 7
model repeat 2 ( residual ( ln | transpose | linear 32 | gelu | linear 16 | transpose ) | residual ( ln | linear 64 | gelu | linear 24 ) ) | ln | global_avgpool | linear 7
train sgd lr=0.1
