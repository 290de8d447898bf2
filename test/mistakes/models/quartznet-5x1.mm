# QuartzNet (Kriman et al., 2020): 5 x 1, without CTC
# parameters: 6,713,181 (sum by hand over its layers)
input  mel[256, 64]
target class[128] of 29
block sep(c, k) = depthwise k padding=k//2 bias=false | conv c 1 bias=false | bn
block unit(c, k) =
    residual via=( conv c 1 bias=false | bn ) ( repeat 4 ( sep c k | relu ) | sep c k ) | relu
model  depthwise 33 stride=2 padding=16 bias=false
     | conv 256 1 bias=false | bn | relu
     | unit 256 33
     | unit 256 39
     | unit 512 51
     | unit 512 63
     | unit 512 75
     | depthwise 87 padding=86 dilation=2 bias=false
     | conv 512 1 bias=false | bn | relu
     | conv 1024 1 bias=false | bn | relu
     | conv 29 1
train  adamw lr=cosine(0.01, warmup=1_000) decay=1e-3 batch=32
