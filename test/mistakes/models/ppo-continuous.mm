# vwxyzjn/cleanrl, ppo_continuous_action: the mean of the policy for HalfCheetah
# parameters: 5,702 (sum by hand over its layers)
input  state[17]
target value[6]
default linear init=orthogonal(1.4142) bias_init=zeros
model  linear 64 | tanh | linear 64 | tanh | linear 6 init=orthogonal(0.01)
train  adam lr=linear(3e-4, end=0) eps=1e-5 clip=0.5 batch=64
