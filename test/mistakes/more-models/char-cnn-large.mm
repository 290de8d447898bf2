# char-cnn-large
# source: https://github.com/zhangxiangxiao/Crepe/blob/master/train/config.lua
# parameters: 95,935,493 (counted from its code (69 letters, 5 classes))
input  letters[1014, 69]                 # a 1 in each row, or none
target class of 5

default conv   init=normal(0.02) bias_init=normal(0.02)
default linear init=normal(0.02) bias_init=normal(0.02)

model  conv 1024 7 | relu | maxpool 3    # [B, 336, 1024]
     | conv 1024 7 | relu | maxpool 3    # [B, 110, 1024]
     | repeat 4 ( conv 1024 3 | relu ) | maxpool 3    # [B, 34, 1024]
     | flatten
     | repeat 2 ( linear 2048 | relu | dropout 0.5 )
     | linear 5

train  sgd momentum=0.9 decay=1e-5
    lr    = decay(0.01, 0.5, every=15_000)
    batch = 128
    steps = 165_000
