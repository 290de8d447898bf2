input x[15, 10]
target class of 4
model gru 24 bidirectional layers=2 last | linear 4
train sgd lr=0.1
