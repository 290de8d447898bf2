# MLP-Mixer-B/16 (Tolstikhin et al., "MLP-Mixer: an all-MLP architecture for vision", 2021): no convolution and no
# attention; linear layers over the channels of each patch take turns with linear layers over the patches of each channel.
# parameters: 59,880,472 (timm, mixer_b16_224)

input  photo[224, 224, 3]
target class of 1000

let d = 768

default ln eps=1e-6

block layer =
    residual ( ln | transpose | linear 384 | gelu | linear 196 | transpose )
  | residual ( ln | linear 4*d | gelu | linear d )

model  conv d 16 stride=16 | sequence    # [B, 196, 768]
     | repeat 12 ( layer )
     | ln | global_avgpool
     | linear 1000 init=normal(0.01) bias_init=zeros

train  adamw
    lr    = cosine(1e-3, warmup=10_000)
    decay = 0.1
    clip  = 1
    batch = 32
    steps = 300_000
