# d2l.ai, 8.6: the block of ResNeXt on 32 channels, in a small network
# parameters: 33,898 (sum by hand over its layers)
input  image[96, 96, 1]
target class of 10
block unit(c, groups, s=1) =
    conv c 1 bias=false | bn | relu
  | conv c 3 stride=s padding=1 groups=c//groups bias=false | bn | relu
  | conv c 1 bias=false | bn
model  conv 32 7 stride=2 padding=3 bias=false | bn | relu
     | maxpool 3 stride=2 padding=1
     | repeat 2 ( residual ( unit 32 16 ) | relu )
     | residual via=( conv 64 1 stride=2 bias=false | bn ) ( unit 64 16 2 )
     | relu | global_avgpool
     | linear 10
train  sgd lr=0.05 batch=128
