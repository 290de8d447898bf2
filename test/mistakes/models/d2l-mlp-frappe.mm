# d2l.ai, 21.10: the deep part of DeepFM on ten fields of ten numbers
# parameters: 57,691 (sum by hand over its layers)
input  fields[10] of 5382
target value[1]
model  embed 10 init=xavier | flatten
     | linear 30 | relu
     | dropout 0.1
     | linear 20 | relu
     | dropout 0.1
     | linear 10 | relu
     | dropout 0.1
     | linear 1
train  adam lr=0.01 batch=2048 loss=bce_with_logits
