# TSMixer (Chen et al., 2023) on ETTh1: 512 hours of 7 series
# parameters: 576,550 (sum by hand over its layers)
input  series[512, 7]
target value[96, 7]
model  repeat 2 (
           residual ( bn | transpose | linear 512 | relu | dropout 0.7 | transpose )
         | residual ( bn | linear 64 | relu | dropout 0.7 | linear 7 | dropout 0.7 ) )
     | transpose
     | linear 96 | transpose
train  adam lr=0.0001 batch=32
