# keras.io, "Bidirectional LSTM on IMDB"
# parameters: 2,757,761 (its summary)
input  words[200] of 20000
target value[1]
default lstm biases=1
model  embed 128 | lstm 64 bidirectional=true | lstm 64 bidirectional=true last | linear 1
train  adam loss=bce_with_logits
