data  chars names context=16
model embed 24 name=tok | position | residual ( ln | attention 4 causal ) | ln | tied_linear @tok
train adam
