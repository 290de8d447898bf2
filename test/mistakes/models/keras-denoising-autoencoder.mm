# keras.io, "Convolutional autoencoder for image denoising"
# parameters: 28,353 (its summary)
input  digit[28, 28, 1]
target image[28, 28, 1]
block down = conv 32 3 padding=same | relu | maxpool 2 padding=same
model  down | down
     | conv_transpose 32 3 stride=2 padding=1 output_padding=1 | relu
     | conv_transpose 32 3 stride=2 padding=1 output_padding=1 | relu
     | conv 1 3 padding=same
train  adam batch=128 loss=bce_with_logits
