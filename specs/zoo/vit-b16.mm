# ViT-B/16 (Dosovitskiy et al., "An image is worth 16x16 words", 2020): patches of 16x16 pixels are the words, and the
# class is read from a word of its own before them.
# parameters: 86,567,656 (torchvision, vit_b_16)
# multiply-adds: 17.56G (torchvision, vit_b_16 at 224x224)

input  photo[224, 224, 3]
target class of 1000

let d = 768

default ln        eps=1e-6
default attention init=xavier bias_init=zeros
default linear    init=xavier bias_init=normal(1e-6)

block prenorm(f) = residual ( ln | f )
block layer(heads) : [B, T, C] -> [B, T, C] =
    prenorm ( attention heads ) | prenorm ( linear 4*C | gelu | linear C )

model  conv d 16 stride=16 init=fan_in bias_init=zeros | sequence    # [B, 196, 768], a word for each patch
     | prepend 1 init=zeros
     | position init=normal(0.02)
     | repeat 12 ( layer 12 )
     | ln | first
     | linear 1000 init=normal(0.01) bias_init=zeros

train  adamw
    lr    = cosine(3e-3, warmup=10_000)
    decay = 0.3
    clip  = 1
    batch = 32
    steps = 300_000
