# PatchTST (Nie et al., 2023): one series of 336 in patches of 16, 96 ahead
# parameters: 908,768 (sum by hand over its layers)
input  series[336, 1]
target value[96]
model  conv 128 16 stride=8
     | position init=uniform(0.02)
     | dropout 0.2
     | repeat 3 (
           residual ( attention 16 | dropout 0.2 )
         | bn
         | residual ( linear 256 | gelu | dropout 0.2 | linear 128 | dropout 0.2 )
         | bn )
     | flatten
     | linear 96
train  adam lr=onecycle(1e-4) batch=128
