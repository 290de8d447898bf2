# SE-ResNet-50 (Hu, Shen and Sun, 2018)
# parameters: 28,088,024 (Cadene/pretrained-models.pytorch, se_resnet50)
input  photo[224, 224, 3]
target class of 1000
default conv bias=false
block  squeeze(c) = mul ( id, global_avgpool keep=true | conv c//16 1 bias=true | relu | conv c 1 bias=true | sigmoid )
block  body(w, stride) = conv w 1 stride=stride | bn | relu | conv w 3 padding=1 | bn | relu | conv 4*w 1 | bn | squeeze 4*w
block  stage(w, more, stride) =
    residual via=( conv 4*w 1 stride=stride | bn ) ( body w stride ) | relu | repeat more ( residual ( body w 1 ) | relu )
model  conv 64 7 stride=2 padding=3 | bn | relu | maxpool 3 stride=2 padding=1
     | repeat w, more, stride in [[64, 2, 1], [128, 3, 2], [256, 5, 2], [512, 2, 2]] ( stage w more stride )
     | global_avgpool | linear 1000
train  sgd lr=0.6 momentum=0.9 decay=1e-4 batch=1024
