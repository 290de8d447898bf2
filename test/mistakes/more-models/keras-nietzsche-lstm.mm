# keras-nietzsche-lstm
# source: https://github.com/keras-team/keras-io/blob/master/examples/generative/lstm_character_level_text_generation.py
# parameters: 101,944 (counted from its code, 56 letters)
input  text[T=40] of V=56
target tokens

model  onehot | lstm 128 biases=1 last | linear V init=xavier bias_init=zeros

train  rmsprop alpha=0.9 eps=1e-7 lr=0.01 batch=128 steps=62_600
