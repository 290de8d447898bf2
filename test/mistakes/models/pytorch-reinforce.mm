# pytorch/examples, reinforcement_learning/reinforce.py: the policy for CartPole
# parameters: 898 (sum by hand over its layers)
input  state[4]
target class of 2
model  linear 128 | dropout 0.6 | relu | linear 2
train  adam lr=1e-2 batch=500
