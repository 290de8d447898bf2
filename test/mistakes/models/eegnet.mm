# EEGNet-8,2 (Lawhern et al., 2018): 64 electrodes, 128 samples a second
# parameters: 2,388 (sum by hand over its layers)
input  eeg[64, 128, 1]
target class of 4
model  conv 8 [1, 64] padding=same bias=false | bn
     | depthwise [64, 1] multiplier=2 bias=false | bn | elu
     | avgpool [1, 4]
     | dropout 0.5
     | depthwise [1, 16] padding=same bias=false
     | conv 16 1 bias=false | bn | elu
     | avgpool [1, 8]
     | dropout 0.5 | flatten
     | linear 4
train  adam lr=1e-3 batch=16
