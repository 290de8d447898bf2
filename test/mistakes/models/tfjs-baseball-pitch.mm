# tensorflow/tfjs-examples, baseball-node: seven types of pitches
# parameters: 73,632 (sum by hand over its layers)
input  pitch[8]
target class of 7
model  linear 250 | relu | linear 175 | relu | linear 150 | relu | linear 7
train  adam batch=100
