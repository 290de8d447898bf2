# blog.keras.io, "Building autoencoders in Keras": the convolutional one, down to 4 x 4 x 8
# parameters: 4,385 (its summary)
input  digit[28, 28, 1]
target image[28, 28, 1]
block down(c) = conv c 3 padding=same | relu | maxpool 2 padding=same
block up(c) = conv c 3 padding=same | relu | upsample 2
model  down 16
     | down 8
     | down 8
     | up 8
     | up 8
     | conv 16 3 | relu
     | upsample 2
     | conv 1 3 padding=same | sigmoid
train  adam batch=128 loss=mse
