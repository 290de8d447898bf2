# DenseNet-121 (Huang et al., 2017)
# parameters: 7,978,856 (torchvision, densenet121)
input  photo[224, 224, 3]
target class of 1000
default conv bias=false
block  dense(n) = repeat n ( concat ( id, bn | relu | conv 128 1 | bn | relu | conv 32 3 padding=1 ) )
block  half(c)  = bn | relu | conv c 1 | avgpool 2
model  conv 64 7 stride=2 padding=3 | bn | relu | maxpool 3 stride=2 padding=1
     | dense 6 | half 128 | dense 12 | half 256 | dense 24 | half 512 | dense 16
     | bn | relu | global_avgpool | linear 1000
train  sgd lr=0.1 momentum=0.9 decay=1e-4 batch=256
