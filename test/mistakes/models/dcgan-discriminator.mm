# pytorch/tutorials, dcgan_faces_tutorial: the discriminator for 64 x 64 faces
# parameters: 2,765,568 (3072 + 131072 + 524288 + 2097152 + 8192, and 2 * (128 + 256 + 512) of the norms)
input  face[64, 64, 3]
target value[1]
default conv bias=false init=normal(0.02)
block  down(c) = conv c 4 stride=2 padding=1 | bn | leaky_relu 0.2
model  conv 64 4 stride=2 padding=1 | leaky_relu 0.2 | down 128 | down 256 | down 512 | conv 1 4 | flatten
train  adam lr=0.0002 betas=[0.5, 0.999] batch=128 loss=bce_with_logits
