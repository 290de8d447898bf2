# karpathy/micrograd, demo.ipynb
# parameters: 337 (the notebook prints it)
input  point[2]
target value[1]
model  linear 16 | relu | linear 16 | relu | linear 1
train  sgd lr=linear(1, end=0.1) batch=100 steps=100
