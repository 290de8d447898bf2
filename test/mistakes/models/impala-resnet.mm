# IMPALA's residual network (Espeholt et al., 2018) for Procgen
# parameters: 625,999 (sum by hand over its layers)
input  screen[64, 64, 3]
target class of 15
block unit(c) = residual ( relu | conv c 3 padding=1 | relu | conv c 3 padding=1 )
model  repeat c in [16, 32, 32] (
           conv c 3 padding=1
         | maxpool 3 stride=2 padding=1
         | unit c
         | unit c )
     | relu | flatten
     | linear 256 | relu
     | linear 15
train  adam lr=5e-4 clip=0.5 batch=2048
