# ConvMixer-768/32 (Trockman and Kolter, 2022)
# parameters: 21,110,248 (convmixer_768_32 of timm)
input  photo[224, 224, 3]
target class of 1000
model  conv 768 7 stride=7 | relu | bn
     | repeat 32 ( residual ( depthwise 7 padding=same | relu | bn ) | conv 768 1 | relu | bn )
     | global_avgpool
     | linear 1000
train  adamw lr=onecycle(0.01) decay=2e-5 batch=640 clip=1
