# pytorch/examples, word_language_model with --model LSTM, on WikiText-2
# parameters: 13,987,678 (sum by hand over its layers)
input  words[35] of V=33278
target tokens
model  embed 200 init=uniform(0.1)
     | dropout 0.2
     | lstm 200
     | dropout 0.2
     | lstm 200
     | dropout 0.2
     | linear V init=uniform(0.1) bias_init=zeros
train  sgd lr=20 batch=20 clip=0.25 steps=119_000
