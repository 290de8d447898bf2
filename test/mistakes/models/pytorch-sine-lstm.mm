# pytorch/examples, time_sequence_prediction: two LSTM cells of 51
# parameters: 32,284 (sum by hand over its layers)
input  wave[999, 1]
target value[999, 1]
model  lstm 51 | lstm 51 | linear 1
train  adam lr=0.001 batch=97
