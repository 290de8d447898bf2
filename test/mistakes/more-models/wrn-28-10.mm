# wrn-28-10
# source: https://github.com/szagoruyko/wide-residual-networks/blob/master/pytorch/resnet.py
# parameters: 36,479,194 (36.5M published; counted from its code)
input  photo[32, 32, 3]
target class of 10

let k = 10

default conv bias=false init=kaiming

block body(c, s=1) = conv c 3 stride=s padding=1 | bn | relu | conv c 3 padding=1
block same(c)      = residual ( bn | relu | body c )
block change(c, s) = bn | relu | residual via=( conv c 1 stride=s ) ( body c s )

model  conv 16 3 padding=1
     | repeat c, s in [[16*k, 1], [32*k, 2], [64*k, 2]] ( change c s | repeat 3 ( same c ) )
     | bn | relu | global_avgpool | linear 10

train  sgd momentum=0.9 nesterov decay=5e-4
    lr    = step(0.1, 0.02, 0.004, 0.0008, at=[23_460, 46_920, 62_560])
    batch = 128
    steps = 78_200
