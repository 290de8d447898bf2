# ARM-software/ML-KWS-for-MCU: DS-CNN (Zhang et al., 2017), small, on 49 x 10 coefficients
# parameters: 23,180 (sum by hand over its layers)
input  mfcc[49, 10, 1]
target class of 12
block unit = depthwise 3 padding=same bias=false | bn | relu | conv 64 1 bias=false | bn | relu
model  conv 64 [10, 4] stride=[2, 2] padding=same bias=false | bn | relu
     | repeat 4 ( unit )
     | dropout 0.4
     | avgpool [25, 5] | flatten
     | linear 12
train  adam lr=step(5e-4, 1e-4, 2e-5, at=[10_000, 20_000]) batch=100 steps=30_000
