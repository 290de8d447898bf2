# A stated type must hold for every value of the block's parameters.
data   chars names context=8
block wide(width) : [B, T, C] -> [B, T, C] = linear width | tanh
model  embed 24 | wide 24 | flatten | linear V
