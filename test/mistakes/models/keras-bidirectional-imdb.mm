# keras.io, "Bidirectional LSTM on IMDB"
# parameters: 2,757,761 (its summary)
input  words[200] of 20000
target value[1]
model  embed 128 init=uniform(0.05)
     | lstm 64 bidirectional biases=1
     | lstm 64 bidirectional last biases=1
     | linear 1
train  adam batch=32 loss=bce_with_logits steps=1_563
