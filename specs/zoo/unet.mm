# U-Net (Ronneberger, Fischer and Brox, "U-Net: convolutional networks for biomedical image segmentation", 2015): a level
# works at one resolution, hands half of it down to the level below, and joins what comes back up with what it had. The
# paper's convolutions have no padding, so its image shrinks from 572 to 388; here it keeps its size, as most do today.
# parameters: 31,030,658 (no single published count; the 23 convolutions of the paper's figure 1, each k*k*in*out + out)

let size = 256                           # any multiple of 16

input  tissue[size, size, 1]
target class[size, size] of 2            # for each pixel: inside a cell, or not

default conv init=kaiming

block double(c) = repeat 2 ( conv c 3 padding=1 | relu )
block level(c, below) =
    double c | concat ( id, maxpool2 | below | conv_transpose c 2 stride=2 ) | double c

model  level 64 ( level 128 ( level 256 ( level 512 ( double 1024 | dropout 0.5 ) ) ) ) | conv 2 1

train  sgd momentum=0.99
    lr    = 0.001
    batch = 1
    steps = 20_000
