# keras.io, "Image segmentation with a U-Net-like architecture": its way down and up on Oxford pets
# parameters: 2,055,203 (its summary, trainable)
input  photo[160, 160, 3]
target class[160, 160] of 3
default bn momentum=0.01 eps=1e-3
# mm-ignore lint/bias-before-norm: so it is in the example
block sep(c) = depthwise 3 padding=same bias=false | conv c 1
block down(c) =
    residual via=( conv c 1 stride=2 padding=same ) (
        relu
      | sep c | bn | relu
      | sep c | bn
      | maxpool 3 stride=2 padding=same )
# mm-ignore lint/bias-before-norm: so it is in the example
block up(c) =
    residual via=( upsample 2 | conv c 1 padding=same ) (
        relu
      | conv_transpose c 3 padding=1 | bn | relu
      | conv_transpose c 3 padding=1 | bn
      | upsample 2 )
# mm-ignore lint/bias-before-norm: so it is in the example
model  conv 32 3 stride=2 padding=same | bn | relu
     | down 64
     | down 128
     | down 256
     | up 256
     | up 128
     | up 64
     | up 32
     | conv 3 3 padding=same
train  adam lr=1e-4 batch=32
