# martinarjovsky/WassersteinGAN, the critic of its DCGAN for 64 x 64
# parameters: 2,765,568 (sum by hand over its layers)
input  photo[64, 64, 3]
target value[1]
default conv bias=false init=normal(0.02)
block down(c) = conv c 4 stride=2 padding=1 | bn init=normal(1, 0.02) | leaky_relu 0.2
model  conv 64 4 stride=2 padding=1
     | leaky_relu 0.2
     | down 128
     | down 256
     | down 512
     | conv 1 4 | flatten
train  rmsprop lr=0.00005 batch=64
