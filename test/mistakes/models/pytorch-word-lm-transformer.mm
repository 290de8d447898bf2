# pytorch/examples, word_language_model with --model Transformer: norms after each part
# parameters: 13,828,478 (sum by hand over its layers)
input  words[35] of V=33278
target tokens
block layer(heads, hidden) : [B, T, C] -> [B, T, C] =
    residual ( attention heads causal dropout=0.2 | dropout 0.2 )
  | ln
  | residual ( linear hidden | relu | dropout 0.2 | linear C | dropout 0.2 )
  | ln
model  embed 200 init=uniform(0.1)
     | position kind=sinusoidal
     | dropout 0.2
     | repeat 2 ( layer 2 200 )
     | linear V init=uniform(0.1) bias_init=zeros
train  sgd lr=5 batch=20 clip=0.25
