# The encoder of a variational autoencoder (Kingma and Welling, "Auto-encoding variational Bayes", 2013), as in the
# example of Keras: from a digit to the mean and the logarithm of the variance of two hidden numbers, side by side. Here
# it stands alone, without the decoder, so it learns to give the numbers that are asked for.
# parameters: 69,076 (the example "Variational AutoEncoder" of Keras)

let latent = 2

input  digit[28, 28, 1]
target value[2*latent]

model  conv 32 3 stride=2 padding=same | relu    # [B, 14, 14, 32]
     | conv 64 3 stride=2 padding=same | relu    # [B, 7, 7, 64]
     | flatten
     | linear 16 | relu
     | concat ( linear latent name=mean, linear latent name=log_variance )

train  adam
    batch = 128
    steps = 10_000
