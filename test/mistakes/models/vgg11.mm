# VGG-11 (Simonyan and Zisserman, 2014)
# parameters: 132,863,336 (torchvision, vgg11)
input  photo[224, 224, 3]
target class of 1000
block  stage(c, n) = repeat n ( conv c 3 padding=1 | relu ) | maxpool 2
model  repeat c, n in [[64, 1], [128, 1], [256, 2], [512, 2], [512, 2]] ( stage c n )
     | flatten | repeat 2 ( linear 4096 | relu | dropout 0.5 ) | linear 1000
train  sgd lr=0.01 momentum=0.9 decay=5e-4 batch=256
