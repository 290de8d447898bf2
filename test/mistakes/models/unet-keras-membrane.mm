# zhixuhao/unet: U-Net for membranes, with dropout at its bottom
# parameters: 31,031,685 (its summary)
input  cells[256, 256, 1]
target image[256, 256, 1]
default conv padding=same init=kaiming
block twice(c) = conv c 3 | relu | conv c 3 | relu
block level(c, f) = twice c | concat ( id, maxpool 2 | f | upsample 2 | conv c 2 | relu ) | twice c
model  level 64 (
           level 128 (
               level 256 (
                   twice 512
                 | dropout 0.5
                 | concat ( id,
                            maxpool 2 | twice 1024 | dropout 0.5 | upsample 2 | conv 512 2 | relu )
                 | twice 512 ) ) )
     | conv 2 3 | relu
     | conv 1 1
train  adam lr=1e-4 batch=2 loss=bce_with_logits
