# tensorflow/tfjs-examples, sentiment: --model lstm, and both classes
# parameters: 2,580,674 (sum by hand over its layers)
input  words[100] of 20000
target class of 2
model  embed 128 init=uniform(0.05) | lstm 32 last biases=1 | linear 2
train  adam batch=128
