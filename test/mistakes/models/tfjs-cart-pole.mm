# tensorflow/tfjs-examples, cart-pole: left or right
# parameters: 769 (sum by hand over its layers)
input  state[4]
target value[1]
model  linear 128 | elu | linear 1
train  adam lr=0.05 loss=bce_with_logits
