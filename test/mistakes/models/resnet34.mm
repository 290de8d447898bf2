# ResNet-34 (He et al., 2015)
# parameters: 21,797,672 (torchvision, resnet34)
input  photo[224, 224, 3]
target class of 1000
block  conv_bn(c, k, stride=1) = conv c k stride=stride padding=k//2 bias=false | bn
block  basic(c) = residual ( conv_bn c 3 | relu | conv_bn c 3 ) | relu
block  down(c)  = residual via=( conv_bn c 1 2 ) ( conv_bn c 3 2 | relu | conv_bn c 3 ) | relu
model  conv_bn 64 7 2 | relu | maxpool 3 stride=2 padding=1 | repeat 3 ( basic 64 )
     | repeat c, n in [[128, 3], [256, 5], [512, 2]] ( down c | repeat n ( basic c ) )
     | global_avgpool | linear 1000
train  sgd lr=0.1 momentum=0.9 decay=1e-4 batch=256
