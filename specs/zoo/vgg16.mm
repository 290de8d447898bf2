# VGG-16 (Simonyan and Zisserman, "Very deep convolutional networks for large-scale image recognition", 2014): nothing
# but 3x3 convolutions, in five stages that halve the image and widen the channels.
# parameters: 138,357,544 (torchvision, vgg16)
# multiply-adds: 15.47G (torchvision, vgg16 at 224x224)

input  photo[224, 224, 3]
target class of 1000

default conv   init=xavier bias_init=zeros    # kaiming would make the first loss 9.5, not ln 1000 = 6.9
default linear init=normal(0.01) bias_init=zeros

model  repeat width, depth in [[64, 2], [128, 2], [256, 3], [512, 3], [512, 3]] (
           repeat depth ( conv width 3 padding=1 | relu )
         | maxpool2 )
     | flatten
     | repeat 2 ( linear 4096 | relu | dropout 0.5 )
     | linear 1000

train  sgd momentum=0.9 decay=5e-4
    lr    = step(0.01, 0.001, 0.0001, at=[150_000, 300_000])
    batch = 256
    steps = 370_000
