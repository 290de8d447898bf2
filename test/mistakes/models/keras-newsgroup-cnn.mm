# keras.io, "Using pre-trained word embeddings": 20 newsgroups, 100 numbers for each word
# parameters: 247,316 (sum by hand over its layers)
input  words[1000, 100]
target class of 20
model  conv 128 5 | relu
     | maxpool 5
     | conv 128 5 | relu
     | maxpool 5
     | conv 128 5 | relu | global_maxpool
     | linear 128 | relu
     | dropout 0.5
     | linear 20
train  rmsprop lr=0.001 batch=128
