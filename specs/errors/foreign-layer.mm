# Names of other frameworks are known, and mm says what it calls them.
data   chars names context=8
model  Embedding 24 | Flatten | Dense 128 | BatchNorm1d | ReLU | Dense V
