# keras.io, "Image classification with ConvMixer"
# parameters: 594,186 (sum by hand over its layers)
input  photo[32, 32, 3]
target class of 10
block act = gelu | bn momentum=0.01 eps=1e-3
model  conv 256 2 stride=2 | act
     | repeat 8 ( residual ( depthwise 5 padding=same | act ) | conv 256 1 | act )
     | global_avgpool
     | linear 10
train  adamw lr=0.001 decay=0.0001 batch=128
