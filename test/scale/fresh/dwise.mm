input x[20, 20, 4]
target class of 3
model conv 16 3 | leaky_relu 0.1 | depthwise 5 padding=same | elu | avgpool 2 | conv 24 1 | softplus | maxpool 3 stride=2 | flatten | linear 3
train sgd lr=0.1
