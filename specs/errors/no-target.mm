# Training needs something to train towards.
input  features[4]
model  linear 16 | tanh | linear 3
train  sgd
