# td3-critic
# source: https://github.com/sfujim/TD3/blob/master/TD3.py
# parameters: 260,402 (counted from its code (HalfCheetah, 17 + 6))
# Two critics of the same state and action, both towards one target.
input  state_action[17 + 6]
target value[2]

block q = linear 400 | relu | linear 300 | relu | linear 1

model  concat ( q, q )

train  adam batch=100 steps=1_000_000
