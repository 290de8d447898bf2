# keras.io, "Text classification from scratch"
# parameters: 2,806,273 (20000*128 + 2*(7*128*128 + 128) + 129*128 + 129)
input  words[500] of 20000
target value[1]
model  embed 128 | dropout 0.5 | conv 128 7 stride=3 | relu | conv 128 7 stride=3 | relu | global_maxpool
     | linear 128 | relu | dropout 0.5 | linear 1
train  adam loss=bce_with_logits
