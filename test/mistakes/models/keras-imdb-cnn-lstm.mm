# keras-team/keras 2, examples/imdb_cnn_lstm.py
# parameters: 2,638,895 (sum by hand over its layers)
input  words[100] of 20000
target value[1]
model  embed 128 | dropout 0.25 | conv 64 5 | relu | maxpool 4 | lstm 70 last biases=1 | linear 1
train  adam batch=30 loss=bce_with_logits
