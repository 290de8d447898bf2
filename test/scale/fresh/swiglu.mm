input tokens[24] of 50
target tokens
model embed 32 | repeat 3 ( residual ( rmsnorm | linear 128 | swiglu | linear 32 ) ) | rmsnorm | linear 50
train sgd lr=0.1
