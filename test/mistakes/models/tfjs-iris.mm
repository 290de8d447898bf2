# tensorflow/tfjs-examples, iris
# parameters: 83 (sum by hand over its layers)
input  flower[4]
target class of 3
model  linear 10 | sigmoid | linear 3
train  adam lr=0.01 steps=160
