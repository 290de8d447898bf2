# eegnet-4-2
# source: https://github.com/vlawhern/arl-eegmodels/blob/master/EEGModels.py
# parameters: 1,132 (counted from its code (64 channels, 128 samples, 4 classes))
input  brain[64, 128, 1]                 # electrodes and samples
target class of 4

default conv      bias=false init=xavier padding=same
default depthwise bias=false init=xavier
default bn        eps=1e-3 momentum=0.01

model  conv 4 [1, 64] | bn
     | depthwise [64, 1] multiplier=2 | bn | elu    # [B, 1, 128, 8]
     | avgpool [1, 4] | dropout 0.25
     | depthwise [1, 16] padding=same | conv 8 1 | bn | elu
     | avgpool [1, 8] | dropout 0.25
     | flatten | linear 4 init=xavier bias_init=zeros

train  adam eps=1e-7 batch=16 steps=2_700
