# dqn-atari
# source: https://github.com/vwxyzjn/cleanrl/blob/master/cleanrl/dqn_atari.py
# parameters: 1,686,180 (1,686,180 counted from its code)
# The Q values of four actions in Breakout, from the last four frames, 0 to 1.
input  frames[84, 84, 4]
target value[4]

model  conv 32 8 stride=4 | relu         # [B, 20, 20, 32]
     | conv 64 4 stride=2 | relu         # [B, 9, 9, 64]
     | conv 64 3 | relu                  # [B, 7, 7, 64]
     | flatten
     | linear 512 | relu
     | linear 4

train  adam lr=1e-4 clip=0.5 batch=32 steps=2_480_000 seed=1
