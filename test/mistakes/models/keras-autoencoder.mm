# blog.keras.io, "Building autoencoders in Keras": 784 numbers through 32
# parameters: 50,992 (784*32 + 32 + 32*784 + 784)
input  digit[784]
target value[784]
model  linear 32 | relu | linear 784
train  adam batch=256 loss=bce_with_logits
