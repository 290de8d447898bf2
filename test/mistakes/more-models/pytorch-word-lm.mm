# pytorch-word-lm
# source: https://github.com/pytorch/examples/blob/main/word_language_model/main.py
# parameters: 13,987,678 (counted from its code (wikitext-2))
input  words[T=35] of V=33278
target tokens

model  embed 200 init=uniform(0.1) | dropout 0.2
     | lstm 200 | dropout 0.2 | lstm 200 | dropout 0.2
     | linear V init=uniform(0.1) bias_init=zeros

train  sgd
    lr    = 20
    clip  = 0.25
    batch = 20
    steps = 119_320
    seed  = 1111
