# ZFNet (Zeiler and Fergus, 2014)
# parameters: 62,357,608 (sum by hand over its layers)
input  photo[224, 224, 3]
target class of 1000
model  conv 96 7 stride=2 padding=1 | relu
     | maxpool 3 stride=2 padding=1
     | conv 256 5 stride=2 | relu
     | maxpool 3 stride=2 padding=1
     | conv 384 3 padding=1 | relu
     | conv 384 3 padding=1 | relu
     | conv 256 3 padding=1 | relu
     | maxpool 3 stride=2 | flatten
     | linear 4096 | relu | dropout
     | linear 4096 | relu | dropout
     | linear 1000
train  sgd lr=0.01 momentum=0.9 batch=128
