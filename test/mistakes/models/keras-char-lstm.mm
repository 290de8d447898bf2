# keras.io, "Character-level text generation with LSTM": 40 characters of 56, one prediction
# parameters: 101,944 (4*128*(56 + 128 + 1) + 56*129)
input  text[40] of 56
target class of 56
model  onehot | lstm 128 last biases=1 | linear 56
train  rmsprop lr=0.01 batch=128
