# keras.io, "Image classification with modern MLP models": the MLP-Mixer
# parameters: 638,820 (sum by hand over its layers)
input  photo[64, 64, 3]
target class of 100
block mlp(wide, out) = linear wide | gelu | linear out | dropout 0.2
block mixer(n, d) =
    residual ( ln eps=1e-6 | transpose | mlp n n | transpose ) | residual ( ln eps=1e-6 | mlp d d )
model  conv 256 8 stride=8 | sequence
     | repeat 4 ( mixer 64 256 )
     | global_avgpool
     | dropout 0.2
     | linear 100
train  adamw lr=0.005 decay=1e-4 batch=128
