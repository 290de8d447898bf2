# tensorflow/tfjs-examples, lstm-text-generation: two LSTM layers
# parameters: 243,143 (sum by hand over its layers)
input  text[60] of 71
target class of 71
model  onehot | lstm 128 biases=1 | lstm 128 last biases=1 | linear 71
train  rmsprop lr=1e-2 batch=128
