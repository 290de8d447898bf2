# BERT-base and its masked head (Devlin et al., 2019): no causal, since each masked word may look both ways
# parameters: 109,187,328 (sum by hand over its layers)
input  words[128] of V=30522
target class[128] of V
default ln        eps=1e-12
default linear    init=normal(0.02) bias_init=zeros
default attention init=normal(0.02) bias_init=zeros dropout=0.1
model  embed 768 init=normal(0.02) name=words
     | position init=normal(0.02) | ln
     | dropout 0.1
     | repeat 12 (
           residual ( attention 12 | dropout 0.1 )
         | ln
         | residual ( linear 3072 | gelu | linear 768 | dropout 0.1 )
         | ln )
     | linear 768 | gelu | ln
     | tied_linear @words
train  adamw lr=linear(1e-4, warmup=10_000) decay=0.01 batch=256 steps=1M
