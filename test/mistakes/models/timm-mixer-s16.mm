# MLP-Mixer-S/16 (Tolstikhin et al., 2021)
# parameters: 18,528,264 (mixer_s16_224 of timm)
input  photo[224, 224, 3]
target class of 1000
block token_mixer(n, wide) = transpose | linear wide | gelu | linear n | transpose
model  conv 512 16 stride=16 | sequence
     | repeat 8 (
           residual ( ln eps=1e-6 | token_mixer 196 256 )
         | residual ( ln eps=1e-6 | linear 2048 | gelu | linear 512 ) )
     | ln eps=1e-6 | global_avgpool
     | linear 1000
train  adamw lr=cosine(1e-3, warmup=10_000) decay=0.1 clip=1 batch=4096 steps=93_000
