# d2l.ai, 8.3: network in network
# parameters: 1,992,166 (sum by hand over its layers)
input  image[224, 224, 1]
target class of 10
block nin(c, k, s, p) = conv c k stride=s padding=p | relu | conv c 1 | relu | conv c 1 | relu
model  nin 96 11 4 0
     | maxpool 3 stride=2
     | nin 256 5 1 2
     | maxpool 3 stride=2
     | nin 384 3 1 1
     | maxpool 3 stride=2
     | dropout 0.5
     | nin 10 3 1 1 | global_avgpool
train  sgd lr=0.05 batch=128
