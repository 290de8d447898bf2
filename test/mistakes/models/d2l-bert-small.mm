# d2l.ai, 15.8: BERT with two layers of 128, scored at each masked word
# parameters: 5,495,712 (sum by hand over its layers)
input  words[64] of V=20256
target class[64] of V
model  embed 128 | position
     | repeat 2 (
           residual ( attention 2 dropout=0.2 | dropout 0.2 )
         | ln
         | residual ( linear 256 | relu | linear 128 | dropout 0.2 )
         | ln )
     | linear 128 | relu | ln
     | linear V
train  adam lr=0.01 batch=512 steps=50
