# rtdl-resnet-tabular
# source: https://github.com/yandex-research/rtdl/blob/main/bin/resnet.py
# parameters: 133,889 (counted from its code (California housing, baseline sizes of the package))
input  block_of_houses[8]
target value[1]

block unit(d, hidden) = residual ( bn | linear hidden | relu | dropout 0.2 | linear d )

model  linear 128
     | repeat 2 ( unit 128 256 )
     | bn | relu | linear 1

train  adamw lr=0.001 decay=0 batch=256 steps=5_200 eval_every=52 patience=16
