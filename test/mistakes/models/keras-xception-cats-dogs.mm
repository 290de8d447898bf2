# keras.io, "Image classification from scratch": a small Xception
# parameters: 2,722,777 (sum by hand over its layers)
input  photo[180, 180, 3]
target value[1]
default bn momentum=0.01 eps=1e-3
# mm-ignore lint/bias-before-norm: so it is in the example
block sep(c) = depthwise 3 padding=same bias=false | conv c 1
block stage(c) =
    residual via=( conv c 1 stride=2 padding=same ) (
        relu
      | sep c | bn | relu
      | sep c | bn
      | maxpool 3 stride=2 padding=same )
# mm-ignore lint/bias-before-norm: so it is in the example
model  conv 128 3 stride=2 padding=same | bn | relu
     | stage 256
     | stage 512
     | stage 728
     | sep 1024 | bn | relu | global_avgpool
     | dropout 0.25
     | linear 1
train  adam lr=3e-4 batch=128 loss=bce_with_logits
