# tensorflow/tfjs-examples, snake-dqn
# parameters: 1,119,251 (sum by hand over its layers)
input  board[9, 9, 2]
target value[3]
model  conv 128 3 | relu | bn
     | conv 256 3 | relu | bn
     | conv 256 3 | relu | flatten
     | linear 100 | relu
     | dropout 0.25
     | linear 3
train  adam lr=1e-3 batch=64
