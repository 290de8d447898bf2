# ResMLP-S12 (Touvron et al., 2021): scales and offsets in the place of norms
# parameters: 15,350,872 (resmlp_12_224 of timm)
input  photo[224, 224, 3]
target class of 1000
block affine = scale | shift
model  conv 384 16 stride=16 | sequence
     | repeat 12 (
           residual ( affine | transpose | linear 196 | transpose | scale init=1e-4 )
         | residual ( affine | linear 1536 | gelu | linear 384 | scale init=1e-4 ) )
     | affine | global_avgpool
     | linear 1000
train  adamw lr=cosine(5e-3, warmup=1_600) decay=0.2 batch=4096 steps=125_000
