# L1aoXingyu/pytorch-beginner, 08-AutoEncoder: down to three numbers and back
# parameters: 219,891 (sum by hand over its layers)
input  digit[784]
target value[784]
model  linear 128 | relu
     | linear 64 | relu
     | linear 12 | relu
     | linear 3
     | linear 12 | relu
     | linear 64 | relu
     | linear 128 | relu
     | linear 784 | tanh
train  adam lr=1e-3 decay=1e-5 batch=128
