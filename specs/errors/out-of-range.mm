# Everything would be dropped, and nothing learnt.
data   chars names context=8
model  embed 24 | flatten | linear 128 | dropout 1 | linear V
train  sgd lr=0
