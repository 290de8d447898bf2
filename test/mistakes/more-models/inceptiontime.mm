# inceptiontime
# source: https://github.com/hfawaz/InceptionTime/blob/master/classifiers/inception.py
# parameters: 420,450 (counted from its code (FordA))
default conv   padding=same bias=false init=xavier
default linear init=xavier bias_init=zeros
default bn     eps=1e-3 momentum=0.01

input  engine[500, 1]
target class of 2

block scales      = concat ( conv 32 40, conv 32 20, conv 32 10 )
block pooled      = maxpool 3 stride=1 padding=same | conv 32 1
block first_unit  = concat ( scales, pooled ) | bn | relu
block unit        = concat ( conv 32 1 | scales, pooled ) | bn | relu
block shortcut(f) = residual via=( conv 128 1 | bn ) ( f ) | relu

model  shortcut ( first_unit | unit | unit )
     | shortcut ( repeat 3 ( unit ) )
     | global_avgpool | linear 2

train  adam eps=1e-7 batch=64 steps=85_500
