# keras-team/keras 2, examples/imdb_fasttext.py, unigrams
# parameters: 1,000,051 (sum by hand over its layers)
input  words[400] of 20000
target value[1]
model  embed 50 | global_avgpool | linear 1
train  adam batch=32 loss=bce_with_logits steps=3_900
