# MobileNetV2 (Sandler et al., 2018)
# parameters: 3,504,872 (torchvision, mobilenet_v2)
input  photo[224, 224, 3]
target class of 1000
default conv bias=false
block  deep(s) = depthwise 3 stride=s padding=1 bias=false | bn | relu6
block  body(cin, cout, s) = conv 6*cin 1 | bn | relu6 | deep s | conv cout 1 | bn
block  stage(cin, cout, s, more) = body cin cout s | repeat more ( residual ( body cout cout 1 ) )
model  conv 32 3 stride=2 padding=1 | bn | relu6 | deep 1 | conv 16 1 | bn
     | repeat cin, cout, s, more in [[16, 24, 2, 1], [24, 32, 2, 2], [32, 64, 2, 3], [64, 96, 1, 2], [96, 160, 2, 2]]
       ( stage cin cout s more )
     | body 160 320 1 | conv 1280 1 | bn | relu6 | global_avgpool | dropout 0.2 | linear 1000
train  rmsprop lr=0.045 momentum=0.9 decay=4e-5 batch=96
