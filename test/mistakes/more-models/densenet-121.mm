# densenet-121
# source: https://github.com/pytorch/vision/blob/main/torchvision/models/densenet.py
# parameters: 7,978,856 (7,978,856 published (torchvision))
input  photo[224, 224, 3]
target class of 1000

let growth = 32

default conv bias=false init=kaiming

block dense      = concat ( id, bn | relu | conv 4*growth 1 | bn | relu | conv growth 3 padding=1 )
block transition : [B, H, W, C] -> [B, _, _, C/2] = bn | relu | conv C/2 1 | avgpool2

model  conv 64 7 stride=2 padding=3 | bn | relu | maxpool 3 stride=2 padding=1
     | repeat depth in [6, 12, 24] ( repeat depth ( dense ) | transition )
     | repeat 16 ( dense )               # [B, 7, 7, 1024]
     | bn | relu | global_avgpool
     | linear 1000 bias_init=zeros

train  sgd momentum=0.9 nesterov decay=1e-4
    lr    = step(0.1, 0.01, 0.001, at=[150_150, 300_300])
    batch = 256
    steps = 450_450
