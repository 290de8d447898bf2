input tokens[40] of 30
target tokens
model embed 40 init=normal(0.02) | position init=normal(0.02) | repeat 4 ( residual ( ln | attention 4 causal ) | residual ( ln | linear 160 | gelu | linear 40 ) ) | ln | linear 30
train sgd lr=0.1
