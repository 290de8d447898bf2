# A parenthesis that is never closed.
data  chars names context=8
model embed 24 | repeat 3 ( flatten 2 | linear 128 | tanh | linear V
train sgd
