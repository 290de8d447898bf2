# keras.io, "Text classification with Transformer"
# parameters: 653,566 (sum by hand over its layers)
input  words[200] of 20000
target class of 2
default ln eps=1e-6
model  embed 32 init=uniform(0.05)
     | position init=uniform(0.05)
     | residual ( attention 2 | dropout 0.1 )
     | ln
     | residual ( linear 32 | relu | linear 32 | dropout 0.1 )
     | ln | global_avgpool
     | dropout 0.1
     | linear 20 | relu
     | dropout 0.1
     | linear 2
train  adam batch=32
