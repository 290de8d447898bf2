# tensorflow/tfjs-examples, sentiment: --model cnn
# parameters: 2,783,251 (sum by hand over its layers)
input  words[100] of 20000
target value[1]
model  embed 128 | dropout 0.5 | conv 250 5 | relu | global_maxpool | linear 250 | relu | linear 1
train  adam batch=128 loss=bce_with_logits
