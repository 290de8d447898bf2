# tensorflow/tfjs-examples, mnist-transfer-cnn: what is trained on the digits 5 to 9, behind frozen convolutions
# parameters: 590,597 (sum by hand over its layers)
input  features[12, 12, 32]
target class of 5
model  dropout 0.25 | flatten | linear 128 | relu | dropout 0.5 | linear 5
train  adam batch=128
