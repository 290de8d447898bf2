data  chars names context=12
model embed 48 name=tok init=normal(0.1) | position init=normal(0.1) | repeat 2 ( residual ( ln | attention 4 causal ) | residual ( ln | linear 96 | gelu | linear 48 ) ) | ln | tied_linear @tok
train adam
