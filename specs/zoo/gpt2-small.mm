# GPT-2 small (Radford et al., "Language models are unsupervised multitask learners", 2019): twelve layers that read
# 1,024 tokens. The last layer scores each token by its vector in the embedding, so it has no weights of its own.
# parameters: 124,439,808 (OpenAI's checkpoint, as counted by Hugging Face's gpt2)

input  tokens[T=1024] of V=50257
target tokens

let d = 768

default embed     init=normal(0.02)
default position  init=normal(0.02)
default attention init=normal(0.02) bias_init=zeros dropout=0.1
default linear    init=normal(0.02) bias_init=zeros
default gelu      approximate=tanh

block prenorm(f) = residual ( ln | f | dropout 0.1 )
block layer(heads) : [B, T, C] -> [B, T, C] =
    prenorm ( attention heads causal ) | prenorm ( linear 4*C | gelu | linear C )

model  embed d name=wte | position | dropout 0.1 | repeat 12 ( layer 12 ) | ln | tied_linear @wte

train  adamw
    lr    = cosine(6e-4, min=6e-5, warmup=2_000)
    betas = [0.9, 0.95]
    decay = 0.1
    clip  = 1
    batch = 8
    steps = 600_000
