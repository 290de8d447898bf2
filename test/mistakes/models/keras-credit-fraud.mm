# keras.io, "Imbalanced classification: credit card fraud detection"
# parameters: 139,777 (its summary)
input  payment[30]
target value[1]
model  linear 256 | relu
     | linear 256 | relu
     | dropout 0.3
     | linear 256 | relu
     | dropout 0.3
     | linear 1
train  adam lr=1e-2 batch=2048 loss=bce_with_logits
