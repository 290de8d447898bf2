# tensorflow/tfjs-examples, mnist: the convolutional network
# parameters: 5,994 (sum by hand over its layers)
input  digit[28, 28, 1]
target class of 10
model  conv 8 5 init=fan_in | relu
     | maxpool 2 stride=2
     | conv 16 5 init=fan_in | relu
     | maxpool 2 stride=2 | flatten
     | linear 10 init=fan_in
train  adam batch=512 steps=2_000
