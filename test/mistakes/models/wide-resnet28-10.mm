# WRN-28-10 (Zagoruyko and Komodakis, 2016): norm and relu before each convolution
# parameters: 36,479,194 (meliketoy/wide-resnet.pytorch counts 36.5M; sum by hand over its layers)
input  photo[32, 32, 3]
target class of 10
default conv bias=false
# mm-ignore lint/dropout-before-bn: the paper has its dropout between the two convolutions
block  body(c, stride) = bn | relu | conv c 3 stride=stride padding=1 | dropout 0.3 | bn | relu | conv c 3 padding=1
block  wide(c, stride) = residual via=( conv c 1 stride=stride ) ( body c stride ) | repeat 3 ( residual ( body c 1 ) )
model  conv 16 3 padding=1 | wide 160 1 | wide 320 2 | wide 640 2 | bn | relu | global_avgpool | linear 10
train  sgd lr=0.1 momentum=0.9 nesterov=true decay=5e-4 batch=128
