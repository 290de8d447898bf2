# AlexNet (Krizhevsky et al., 2012), two groups, started by N(0, 0.01)
# parameters: 60,965,224 (its Caffe model)
input  photo[227, 227, 3]
target class of 1000
default conv   init=normal(0.01) bias_init=zeros
default linear init=normal(0.005) bias_init=ones
model  conv 96 11 stride=4 | relu
     | maxpool 3 stride=2
     | conv 256 5 padding=2 groups=2 | relu
     | maxpool 3 stride=2
     | conv 384 3 padding=1 | relu
     | conv 384 3 padding=1 groups=2 | relu
     | conv 256 3 padding=1 groups=2 | relu
     | maxpool 3 stride=2 | flatten
     | linear 4096 | relu
     | dropout 0.5
     | linear 4096 | relu
     | dropout 0.5
     | linear 1000 init=normal(0.01) bias_init=zeros
train  sgd lr=0.01 momentum=0.9 decay=5e-4 batch=128
