# crepe-pitch
# source: https://github.com/marl/crepe/blob/master/crepe/core.py
# parameters: 22,239,976 (22.2M published; counted from its code, trained ones)
default conv   init=xavier bias_init=zeros
default linear init=xavier bias_init=zeros

default bn eps=1e-3 momentum=0.01

input  frame[1024]                       # 64 ms of sound
target value[360]                        # how likely each pitch is

block unit(c, k, s=1) =
    conv c [k, 1] stride=[s, 1] padding=same | relu | bn | maxpool [2, 1] | dropout 0.25

model  reshape 1024 1 1
     | unit 1024 512 s=4
     | repeat c in [128, 128, 128, 256, 512] ( unit c 64 )    # [B, 4, 1, 512]
     | flatten
     | linear 360

train  adam loss=bce_with_logits lr=0.0002 batch=32 steps=16_000
