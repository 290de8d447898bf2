input tokens[30] of 40
target tokens
model embed 24 | lstm 48 layers=2 | linear 40
train sgd lr=0.1
