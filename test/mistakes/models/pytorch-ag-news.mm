# pytorch/tutorials, text_sentiment_ngrams: nn.EmbeddingBag and one linear layer
# parameters: 6,132,164 (sum by hand over its layers)
input  words[64] of 95811
target class of 4
model  embed 64 init=uniform(0.5) | global_avgpool | linear 4 init=uniform(0.5) bias_init=zeros
train  sgd lr=decay(5, 0.1, every=1_782) batch=64 clip=0.1
