# keras-team/keras 2, examples/reuters_mlp.py
# parameters: 536,110 (sum by hand over its layers)
input  words[1000]
target class of 46
model  linear 512 | relu | dropout 0.5 | linear 46
train  adam batch=32
