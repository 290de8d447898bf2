# ConvNeXt-T (Liu et al., 2022)
# parameters: 28,589,128 (torchvision, convnext_tiny)
input  photo[224, 224, 3]
target class of 1000
block  unit(c) = residual ( depthwise 7 padding=3 | ln eps=1e-6 | linear 4*c | gelu | linear c | scale init=1e-6 | drop_path 0.1 )
block  down(c, n) = ln eps=1e-6 | conv c 2 stride=2 | repeat n ( unit c )
model  conv 96 4 stride=4 | ln eps=1e-6 | repeat 3 ( unit 96 ) | down 192 3 | down 384 9 | down 768 3
     | global_avgpool | ln eps=1e-6 | linear 1000
train  adamw lr=cosine(4e-3, warmup=6_000) decay=0.05 batch=4096 steps=94_000
