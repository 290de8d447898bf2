# kim-text-cnn
# source: https://github.com/dennybritz/cnn-text-classification-tf/blob/master/text_cnn.py
# parameters: 2,598,786 (counted from its code (MR: 56 words, 18,758 in the vocabulary))
input  sentence[56] of 18758
target class of 2

default conv init=normal(0.1) bias_init=constant(0.1)

block words(n) = conv 128 n | relu | global_maxpool

model  embed 128 init=uniform(1)
     | concat ( words 3, words 4, words 5 )
     | dropout 0.5
     | linear 2 init=xavier bias_init=constant(0.1)

train  adam lr=1e-3 batch=64 steps=30_000
