# The network of DQN (Mnih et al., 2015) for four actions
# parameters: 1,686,180 (8,224 + 32,832 + 36,928 + 1,606,144 + 2,052)
input  frames[84, 84, 4]
target value[4]
model  conv 32 8 stride=4 | relu | conv 64 4 stride=2 | relu | conv 64 3 | relu | flatten | linear 512 | relu | linear 4
train  rmsprop lr=0.00025 loss=huber
