# torchvision, vgg16_bn; its convolutions keep biases that their norms take out, left out here
# parameters: 138,361,768 (torchvision, vgg16_bn: 138,365,992, less the 4,224 biases of its convolutions)
input  photo[224, 224, 3]
target class of 1000
block unit(c) = conv c 3 padding=1 bias=false init=kaiming | bn | relu
model  repeat c, n in [[64, 2], [128, 2], [256, 3], [512, 3], [512, 3]] (
           repeat n ( unit c )
         | maxpool 2 )
     | flatten
     | repeat 2 ( linear 4096 init=normal(0.01) | relu | dropout )
     | linear 1000 init=normal(0.01)
train  sgd
    lr       = step(0.1, 0.01, 0.001, at=[150_000, 300_000])
    momentum = 0.9
    decay    = 1e-4
    batch    = 256
    steps    = 450_000
