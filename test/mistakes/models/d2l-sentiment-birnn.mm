# d2l.ai, 16.2: sentiment of IMDb by a bidirectional LSTM, both ends joined
# parameters: 5,338,602 (sum by hand over its layers)
input  words[500] of 49346
target class of 2
model  embed 100
     | lstm 100 layers=2 bidirectional init=xavier
     | concat ( first, last )
     | linear 2 init=xavier
train  adam lr=0.01 batch=64
