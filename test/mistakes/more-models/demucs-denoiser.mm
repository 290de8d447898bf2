# demucs-denoiser
# source: https://github.com/facebookresearch/denoiser/blob/main/denoiser/demucs.py
# parameters: 18,867,937 (18,867,937 (dns48); counted from its code)
# The causal one with 48 channels: each level keeps what it had for the way back.
input  noisy[17748, 1]
target value[17748, 1]                   # the clean speech

block level(c, out, below) =
    conv c 8 stride=4 | relu | conv 2*c 1 | glu
  | sum ( id, below )
  | conv 2*c 1 | glu | conv_transpose out 8 stride=4

model  level 48 1 (
           level 96 48 (
               level 192 96 (
                   level 384 192 ( level 768 384 ( lstm 768 layers=2 ) | relu )
                 | relu )
             | relu )
         | relu )

train  adam loss=mae betas=[0.9, 0.999]
    lr    = 3e-4
    batch = 64
    steps = 250_000
