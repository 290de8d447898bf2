# d2l.ai, 7.6: LeNet with sigmoids, means for pools and Xavier's start
# parameters: 61,706 (156 + 2,416 + 48,120 + 10,164 + 850)
input  image[28, 28, 1]
target class of 10
default conv   init=xavier
default linear init=xavier
model  conv 6 5 padding=2 | sigmoid
     | avgpool 2 stride=2
     | conv 16 5 | sigmoid
     | avgpool 2 stride=2 | flatten
     | linear 120 | sigmoid
     | linear 84 | sigmoid
     | linear 10
train  sgd lr=0.1 batch=128
