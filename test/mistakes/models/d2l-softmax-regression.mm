# d2l.ai, 4.5: softmax regression on Fashion-MNIST
# parameters: 7,850 (sum by hand over its layers)
input  image[28, 28, 1]
target class of 10
model  flatten | linear 10 init=normal(0.01) bias_init=zeros
train  sgd lr=0.1 batch=256 steps=2_350
