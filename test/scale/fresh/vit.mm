input x[32, 32, 3]
target class of 10
model conv 48 8 stride=8 | sequence | prepend 1 | position | repeat 3 ( residual ( ln | attention 4 ) | residual ( ln | linear 96 | gelu | linear 48 ) ) | ln | first | linear 10
train sgd lr=0.1
