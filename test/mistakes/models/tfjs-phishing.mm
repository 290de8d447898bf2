# tensorflow/tfjs-examples, website-phishing
# parameters: 13,301 (sum by hand over its layers)
input  website[30]
target value[1]
model  linear 100 | sigmoid | linear 100 | sigmoid | linear 1
train  adam batch=350 loss=bce_with_logits
