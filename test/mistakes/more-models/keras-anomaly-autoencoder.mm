# keras-anomaly-autoencoder
# source: https://github.com/keras-team/keras-io/blob/master/examples/timeseries/timeseries_anomaly_detection.py
# parameters: 9,505 (9,505 published in the example's summary)
default conv           init=xavier bias_init=zeros
default conv_transpose init=xavier bias_init=zeros

input  day[288, 1]
target value[288, 1]                     # the same day again

model  conv 32 7 stride=2 padding=same | relu | dropout 0.2
     | conv 16 7 stride=2 padding=same | relu
     | conv_transpose 16 7 stride=2 padding=same | relu | dropout 0.2
     | conv_transpose 32 7 stride=2 padding=same | relu
     | conv_transpose 1 7 padding=same

train  adam eps=1e-7 lr=0.001 batch=128 steps=1_350 eval_every=27 patience=5
