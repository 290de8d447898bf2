# d2l.ai, 11.8: a small vision transformer for Fashion-MNIST, 96 x 96
# parameters: 6,457,866 (sum by hand over its layers)
input  image[96, 96, 1]
target class of 10
block layer(heads, wide) : [B, T, C] -> [B, T, C] =
    residual ( ln | attention heads dropout=0.1 bias=false )
  | residual ( ln | linear wide | gelu | dropout 0.1 | linear C | dropout 0.1 )
model  conv 512 16 stride=16 | sequence
     | prepend 1 init=zeros
     | position init=normal(0.02)
     | dropout 0.1
     | repeat 2 ( layer 8 2048 )
     | first | ln
     | linear 10
train  sgd lr=0.1 batch=128
