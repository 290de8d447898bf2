# keras.io, "Timeseries anomaly detection using an Autoencoder"
# parameters: 9,505 (its summary)
input  day[288, 1]
target value[288, 1]
default conv_transpose stride=2 padding=3 output_padding=1
model  conv 32 7 stride=2 padding=same | relu
     | dropout 0.2
     | conv 16 7 stride=2 padding=same | relu
     | conv_transpose 16 7 | relu
     | dropout 0.2
     | conv_transpose 32 7 | relu
     | conv_transpose 1 7 stride=1 output_padding=0
train  adam lr=0.001 batch=128 loss=mse
