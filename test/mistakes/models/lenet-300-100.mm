# LeNet-300-100 (LeCun et al., 1998), as pruned by Han et al. (2015)
# parameters: 266,610 (267K in Han et al., 2015)
input  digit[28, 28, 1]
target class of 10
model  flatten | linear 300 | relu | linear 100 | relu | linear 10
train  sgd lr=0.1 batch=64
