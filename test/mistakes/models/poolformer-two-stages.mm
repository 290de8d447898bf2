# sail-sg/poolformer: pools in the place of attention, two stages
# parameters: 544,488 (sum by hand over its layers)
input  photo[224, 224, 3]
target class of 1000
block unit(c) =
    residual ( groupnorm 1 | avgpool 3 stride=1 padding=1 | scale init=1e-5 )
  | residual ( groupnorm 1 | conv 4*c 1 | gelu | conv c 1 | scale init=1e-5 )
model  conv 64 7 stride=4 padding=2
     | repeat 2 ( unit 64 )
     | conv 128 3 stride=2 padding=1
     | repeat 2 ( unit 128 )
     | groupnorm 1 | global_avgpool
     | linear 1000
train  adamw lr=cosine(1e-3) decay=0.05 batch=1024
