# openai/spinningup, the actor of DDPG for HalfCheetah
# parameters: 71,942 (sum by hand over its layers)
input  state[17]
target value[6]
model  linear 256 | relu | linear 256 | relu | linear 6 | tanh
train  adam lr=1e-3 batch=100 loss=mse
