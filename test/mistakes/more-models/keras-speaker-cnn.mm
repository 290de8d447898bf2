# keras-speaker-cnn
# source: https://github.com/keras-team/keras-io/blob/master/examples/audio/speaker_recognition_using_cnn.py
# parameters: 3,088,597 (counted from its code)
default conv   init=xavier bias_init=zeros
default linear init=xavier bias_init=zeros

input  spectrum[8000, 1]
target class of 5

default conv padding=same

block unit(width, more) =
    residual via=( conv width 1 ) ( repeat more ( conv width 3 | relu ) | conv width 3 )
  | relu | maxpool 2

model  repeat width, more in [[16, 1], [32, 1], [64, 2], [128, 2], [128, 2]] ( unit width more )
     | avgpool 3 | flatten
     | linear 256 | relu | linear 128 | relu | linear 5

train  adam eps=1e-7 batch=128 steps=5_300 eval_every=53 patience=10
