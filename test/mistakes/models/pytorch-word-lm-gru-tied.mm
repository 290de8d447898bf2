# pytorch/examples, word_language_model with --model GRU --emsize 650 --nhid 650 --dropout 0.5 --tied
# parameters: 26,708,500 (sum by hand over its layers)
input  words[35] of V=33278
target tokens
model  embed 650 init=uniform(0.1) name=encoder
     | dropout 0.5
     | gru 650
     | dropout 0.5
     | gru 650
     | dropout 0.5
     | tied_linear @encoder
train  sgd lr=20 batch=20 clip=0.25 steps=119_000
