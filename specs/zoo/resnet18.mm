# ResNet-18 (He, Zhang, Ren and Sun, "Deep residual learning for image recognition", 2015): four stages of two residual
# blocks; the first block of each later stage halves the image, and a 1x1 convolution brings its input along.
# parameters: 11,689,512 (torchvision, resnet18)
# multiply-adds: 1.81G (torchvision, resnet18 at 224x224)

input  photo[224, 224, 3]
target class of 1000

block conv_bn(width, kernel, stride=1) =
    conv width kernel stride=stride padding=kernel//2 bias=false | bn

block basic(c) = residual ( conv_bn c 3 | relu | conv_bn c 3 ) | relu
block down(c) =
    residual via=( conv_bn c 1 stride=2 ) ( conv_bn c 3 stride=2 | relu | conv_bn c 3 ) | relu

model  conv_bn 64 7 stride=2 | relu
     | maxpool 3 stride=2 padding=1                        # [B, 56, 56, 64]
     | basic 64
     | basic 64
     | repeat c in [128, 256, 512] ( down c | basic c )    # [B, 7, 7, 512]
     | global_avgpool
     | linear 1000

train  sgd momentum=0.9 decay=1e-4
    lr    = step(0.1, 0.01, 0.001, at=[150_000, 300_000])
    batch = 256
    steps = 600_000
