# pytorch/tutorials, char_rnn_classification_tutorial
# parameters: 26,386 (sum by hand over its layers)
input  name[20] of 58
target class of 18
model  onehot | rnn 128 last | linear 18
train  sgd lr=0.15 batch=64 clip=3 steps=8_500
