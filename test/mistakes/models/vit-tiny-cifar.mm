# A small vision transformer, after omihub777/ViT-CIFAR
# parameters: 6,268,810 (48*384 + 384 + 384 + 65*384 + 7*(4*384*384 + 4*384 + 2*384*384 + 2*384 + 4*384) + 2*384 + 3850)
input  photo[32, 32, 3]
target class of 10
block  layer : [B, T, C] -> [B, T, C] = residual ( ln | attention 12 ) | residual ( ln | linear C | gelu | linear C )
model  conv 384 4 stride=4 | sequence | prepend 1 | position | repeat 7 ( layer ) | first | ln | linear 10
train  adam lr=cosine(1e-3, warmup=500) decay=5e-5 batch=128 steps=78_000
