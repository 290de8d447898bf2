# A stated shape is proved, or it is an error.
data   chars names context=8
model  embed 24 | flatten 2 : [B, T/2, 24] | flatten | linear V
