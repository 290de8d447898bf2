# tensorflow/tfjs-examples, addition-rnn with SimpleRNN: 12+34 -> 46
# parameters: 52,492 (sum by hand over its layers)
input  sum[5] of 12
target class[3] of 12
model  onehot
     | rnn 128 last biases=1 init=xavier
     | reshape 1 128
     | upsample 3
     | rnn 128 biases=1 init=xavier
     | linear 12
train  adam batch=128
