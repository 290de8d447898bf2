# pytorch/examples, mnist/main.py
# parameters: 1,199,882 (the example)
input  digit[28, 28, 1]
target class of 10
model  conv 32 3 | relu | conv 64 3 | relu | maxpool 2 | dropout 0.25
     | flatten | linear 128 | relu | dropout 0.5 | linear 10
train  adagrad lr=0.01 batch=64
