# pytorch/examples, fast_neural_style/transformer_net.py, zeros for its reflection
# parameters: 1,679,235 (its state_dict)
input  photo[256, 256, 3]
target image[256, 256, 3]
# mm-ignore lint/bias-before-norm: so it is in the example
block layer(c, k, stride=1) = conv c k stride=stride padding=k//2 | groupnorm c
block grow(c) = upsample 2 | layer c 3 | relu
model  layer 32 9 | relu
     | layer 64 3 2 | relu
     | layer 128 3 2 | relu
     | repeat 5 ( residual ( layer 128 3 | relu | layer 128 3 ) )
     | grow 64
     | grow 32
     | conv 3 9 padding=4
train  adam lr=1e-3 batch=4
