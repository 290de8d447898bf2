# tensorflow/tfjs-examples, fashion-mnist-vae: its decoder, from two numbers to a picture
# parameters: 403,728 (sum by hand over its layers)
input  code[2]
target value[784]
model  linear 512 init=xavier | relu | linear 784 init=xavier
train  adam batch=128 loss=bce_with_logits
