# qiuqiangkong/audioset_tagging_cnn: CNN14's first three blocks on 1001 x 64 log-mel frames
# parameters: 1,346,383 (sum by hand over its layers)
input  mel[1001, 64, 1]
target value[527]
block unit(c) =
    conv c 3 padding=1 bias=false init=xavier | bn | relu
  | conv c 3 padding=1 bias=false init=xavier | bn | relu
  | avgpool 2
  | dropout 0.2
model  unit 64
     | unit 128
     | unit 256 | global_avgpool
     | dropout 0.5
     | linear 256 init=xavier | relu
     | dropout 0.5
     | linear 527 init=xavier
train  adam lr=1e-3 batch=32 loss=bce_with_logits
