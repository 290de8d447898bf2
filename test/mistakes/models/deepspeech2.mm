# Deep Speech 2 (Amodei et al., 2016): two convolutions, recurrent layers, letters at each step, without CTC
# parameters: 56,531,133 (sum by hand over its layers)
input  spectrogram[200, 161, 1]
target class[100] of 29
model  conv 32 [11, 41] stride=[2, 2] padding=[5, 20] bias=false | bn
     | relu 20
     | conv 32 [11, 21] stride=[1, 2] padding=[5, 10] bias=false | bn
     | relu 20
     | reshape 100 1312
     | repeat 5 ( gru 800 bidirectional bias=false | bn )
     | linear 29
train  sgd lr=exponential(3e-4, 0.99999) momentum=0.9 nesterov clip=400 batch=32
