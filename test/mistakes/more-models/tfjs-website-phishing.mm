# tfjs-website-phishing
# source: https://github.com/tensorflow/tfjs-examples/blob/master/website-phishing/index.js
# parameters: 13,301 (counted from its code)
default linear init=xavier bias_init=zeros

input  site[30]
target value[1]                          # a trap or not

model  linear 100 | sigmoid | linear 100 | sigmoid | linear 1

train  adam loss=bce_with_logits batch=350 steps=5_200
