# pytorch/examples, mnist_hogwild
# parameters: 21,840 (250 + 5,020 + 16,050 + 510)
input  digit[28, 28, 1]
target class of 10
model  conv 10 5
     | maxpool 2 | relu
     | conv 20 5 | dropout
     | maxpool 2 | relu | flatten
     | linear 50 | relu | dropout
     | linear 10
train  sgd lr=0.01 momentum=0.5 batch=64 steps=9_380
