# bmild/nerf: the network of a radiance field without directions
# parameters: 494,084 (sum by hand over its layers)
input  encoded[63]
target value[4]
model  tap @x
     | repeat 4 ( linear 256 | relu )
     | concat ( id, @x )
     | repeat 4 ( linear 256 | relu )
     | linear 4
train  adam lr=exponential(5e-4, 0.999995) batch=1024 steps=200_000
