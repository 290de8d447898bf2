# keras.io, "Sequence to sequence learning for performing number addition": 535+61 -> 596
# parameters: 205,324 (its summary)
input  sum[7] of 12
target class[4] of 12
model  onehot | lstm 128 last biases=1 | reshape 1 128 | upsample 4 | lstm 128 biases=1 | linear 12
train  adam batch=32
