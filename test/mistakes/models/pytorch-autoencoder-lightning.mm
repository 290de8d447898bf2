# Lightning-AI/pytorch-lightning, the autoencoder of its first example
# parameters: 101,651 (sum by hand over its layers)
input  digit[28, 28, 1]
target value[784]
model  flatten | linear 64 | relu | linear 3 | linear 64 | relu | linear 784
train  adam lr=1e-3 batch=32
