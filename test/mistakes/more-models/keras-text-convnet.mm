# keras-text-convnet
# source: https://github.com/keras-team/keras-io/blob/master/examples/nlp/text_classification_from_scratch.py
# parameters: 2,806,273 (counted from its code)
default conv   init=xavier bias_init=zeros
default linear init=xavier bias_init=zeros

input  review[500] of 20000
target value[1]

model  embed 128 init=uniform(0.05) | dropout 0.5
     | repeat 2 ( conv 128 7 stride=3 | relu )    # [B, 53, 128]
     | global_maxpool
     | linear 128 | relu | dropout 0.5
     | linear 1

train  adam loss=bce_with_logits eps=1e-7 batch=32 steps=1_875
