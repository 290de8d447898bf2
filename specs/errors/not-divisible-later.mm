# Six positions can be fused two by two once, but not twice.
data   chars names context=6
block fuse(n, width) = flatten n | linear width | tanh
model  embed 10 | repeat 3 ( fuse 2 64 ) | linear V
