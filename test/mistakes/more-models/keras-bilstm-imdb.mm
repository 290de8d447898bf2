# keras-bilstm-imdb
# source: https://github.com/keras-team/keras-io/blob/master/examples/nlp/bidirectional_lstm_imdb.py
# parameters: 2,757,761 (2,757,761 published in the example's summary)
default linear init=xavier bias_init=zeros

input  review[200] of 20000
target value[1]                          # liked it or not

model  embed 128 init=uniform(0.05)
     | lstm 64 bidirectional biases=1
     | lstm 64 bidirectional biases=1 last
     | linear 1

train  adam loss=bce_with_logits eps=1e-7 batch=32 steps=1_564
