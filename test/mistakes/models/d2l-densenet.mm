# d2l.ai, 8.7: DenseNet with blocks of four convolutions, 32 channels each
# parameters: 758,162 (sum by hand over its layers)
input  image[96, 96, 1]
target class of 10
block unit(c) = bn | relu | conv c 3 padding=1
block dense(n, c) = repeat n ( concat ( id, unit c ) )
block transition(c) = bn | relu | conv c 1 | avgpool 2 stride=2
model  conv 64 7 stride=2 padding=3 bias=false | bn | relu
     | maxpool 3 stride=2 padding=1
     | dense 4 32
     | transition 96
     | dense 4 32
     | transition 112
     | dense 4 32
     | transition 120
     | dense 4 32 | bn | relu | global_avgpool
     | linear 10
train  sgd lr=0.1 batch=128
