# flax-mnist
# source: https://github.com/google/flax/blob/main/examples/mnist/train.py
# parameters: 824,458 (824,458 published (Flax guides); counted from its code)
default conv   padding=same init=fan_in bias_init=zeros
default linear init=fan_in bias_init=zeros

input  digit[28, 28, 1]
target class of 10

model  repeat c in [32, 64] ( conv c 3 | relu | avgpool 2 )
     | flatten | linear 256 | relu | linear 10

train  sgd lr=0.1 momentum=0.9 batch=128 steps=4_680
