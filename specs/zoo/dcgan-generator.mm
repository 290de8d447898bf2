# The generator of DCGAN (Radford, Metz and Chintala, "Unsupervised representation learning with deep convolutional
# generative adversarial networks", 2015): from 100 random numbers to an image, doubling its sides at each step. Here it
# stands alone, without the network that judges its images, so it learns to give the image that is asked for.
# parameters: 3,576,704 (the DCGAN example of PyTorch, nz=100 and ngf=64)

input  noise[1, 1, 100]
target image[64, 64, 3]                  # numbers from -1 to 1

default conv_transpose stride=2 padding=1 bias=false init=normal(0.02)
default bn             init=normal(1, 0.02)

model  conv_transpose 512 4 stride=1 padding=0 | bn | relu              # [B, 4, 4, 512]
     | repeat c in [256, 128, 64] ( conv_transpose c 4 | bn | relu )    # [B, 32, 32, 64]
     | conv_transpose 3 4 | tanh

train  adam betas=[0.5, 0.999]
    lr    = 0.0002
    batch = 128
    steps = 20_000
