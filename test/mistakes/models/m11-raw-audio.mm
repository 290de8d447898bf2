# M11 (Dai et al., 2016): eleven layers over 32,000 samples at 8 kHz
# parameters: 1,784,202 (sum by hand over its layers)
input  wave[32000, 1]
target class of 10
block unit(c) = conv c 3 padding=1 bias=false | bn | relu
model  conv 64 80 stride=4 padding=38 bias=false | bn | relu
     | maxpool 4
     | repeat 2 ( unit 64 )
     | maxpool 4
     | repeat 2 ( unit 128 )
     | maxpool 4
     | repeat 3 ( unit 256 )
     | maxpool 4
     | repeat 2 ( unit 512 )
     | global_avgpool
     | linear 10
train  adam lr=0.01 decay=1e-4 batch=128
