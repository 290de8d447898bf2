# pytorch/examples, mnist_rnn: the rows of a digit one after the other
# parameters: 26,602 (sum by hand over its layers)
# trained there with Adadelta, which mm lacks: Adagrad has its rates
input  rows[28, 28]
target class of 10
model  lstm 64 last | bn | dropout 0.25 | linear 32 | relu | dropout 0.5 | linear 10
train  adagrad lr=decay(0.1, 0.7, every=938) batch=64 steps=13_132
