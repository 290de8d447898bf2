# pytorch/tutorials, reinforcement_q_learning
# parameters: 17,410 (sum by hand over its layers)
input  state[4]
target value[2]
model  linear 128 | relu | linear 128 | relu | linear 2
train  adamw lr=3e-4 batch=128 loss=huber clip=100
