# pytorch/tutorials, quickstart_tutorial
# parameters: 669,706 (784*512 + 512 + 512*512 + 512 + 5120 + 10)
input  image[28, 28, 1]
target class of 10
model  flatten | linear 512 | relu | linear 512 | relu | linear 10
train  sgd lr=1e-3 batch=64 steps=4_690
