# keras-fraud-mlp
# source: https://github.com/keras-team/keras-io/blob/master/examples/structured_data/imbalanced_classification.py
# parameters: 139,777 (139,777 published in the example's summary)
default linear init=xavier bias_init=zeros

input  transaction[30]
target value[1]                          # a fraud or not

model  linear 256 | relu
     | repeat 2 ( linear 256 | relu | dropout 0.3 )
     | linear 1

train  adam loss=bce_with_logits eps=1e-7 lr=0.01 batch=2048 steps=3_360
