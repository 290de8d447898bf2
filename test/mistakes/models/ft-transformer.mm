# Yandex rtdl: FT-Transformer, each number a token, one token for all of them
# parameters: 893,953 (sum by hand over its layers)
input  house[8]
target value[1]
model  reshape 8 1
     | linear 192 bias=false | position
     | prepend 1
     | repeat 3 (
           residual ( ln | attention 8 dropout=0.2 )
         | residual ( ln | linear 512 | swiglu | dropout 0.1 | linear 192 ) )
     | first | ln | relu
     | linear 1
train  adamw lr=1e-4 decay=1e-5 batch=256
