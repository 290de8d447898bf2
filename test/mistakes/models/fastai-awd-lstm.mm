# fastai and salesforce/awd-lstm-lm: AWD-LSTM on WikiText-2, its dropouts of weights left out
# parameters: 33,522,800 (sum by hand over its layers)
input  words[70] of V=33278
target tokens
model  embed 400 init=uniform(0.1) name=encoder
     | dropout 0.65
     | lstm 1150
     | dropout 0.3
     | lstm 1150
     | dropout 0.3
     | lstm 400
     | dropout 0.4
     | tied_linear @encoder
train  sgd lr=30 clip=0.25 decay=1.2e-6 batch=80
