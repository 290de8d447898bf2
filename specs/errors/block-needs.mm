# The type of the block is true, but this call breaks what it needs.
data   chars names context=8
block fuse(n, width) : [B, T, C] -> [B, T/n, width] = flatten n | linear width | tanh
model  embed 24 | fuse 3 64 | flatten | linear V
