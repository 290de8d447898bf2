# d2l.ai, 5.6: two hidden layers of 256 with dropout
# parameters: 269,322 (sum by hand over its layers)
input  image[28, 28, 1]
target class of 10
model  flatten | linear 256 | relu | dropout 0.5 | linear 256 | relu | dropout 0.5 | linear 10
train  sgd lr=0.1 batch=256 steps=2_350
