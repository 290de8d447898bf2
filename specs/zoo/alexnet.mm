# AlexNet, which won ImageNet in 2012, in its later and slimmer form without two halves (Krizhevsky, "One weird trick for
# parallelizing convolutional neural networks", 2014).
# parameters: 61,100,840 (torchvision, alexnet)
# multiply-adds: 714M (torchvision, alexnet at 224x224)

input  photo[224, 224, 3]
target class of 1000

default conv padding=1

model  conv 64 11 stride=4 padding=2 | relu
     | maxpool 3 stride=2                # [B, 27, 27, 64]
     | conv 192 5 padding=2 | relu
     | maxpool 3 stride=2                # [B, 13, 13, 192]
     | conv 384 3 | relu
     | conv 256 3 | relu
     | conv 256 3 | relu
     | maxpool 3 stride=2                # [B, 6, 6, 256]
     | flatten
     | repeat 2 ( dropout 0.5 | linear 4096 | relu )
     | linear 1000

train  sgd momentum=0.9 decay=5e-4
    lr    = step(0.01, 0.001, 0.0001, at=[300_000, 600_000])
    batch = 128
    steps = 900_000
