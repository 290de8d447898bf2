# tfjs-sentiment-rnn
# source: https://github.com/tensorflow/tfjs-examples/blob/master/sentiment/train.js
# parameters: 1,285,185 (counted from its code (simpleRNN))
input  review[100] of 10000
target value[1]

model  embed 128 init=uniform(0.05)
     | rnn 32 biases=1 last
     | linear 1 init=xavier bias_init=zeros

train  adam loss=bce_with_logits batch=128 steps=1_570
