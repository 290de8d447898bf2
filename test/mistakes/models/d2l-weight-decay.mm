# d2l.ai, 3.7: linear regression with 200 inputs, weight decay against overfitting
# parameters: 201 (sum by hand over its layers)
input  x[200]
target value[1]
model  linear 1 init=normal(0.01) bias_init=zeros
# mm-ignore lint/decay: the chapter shows what a strong one does
train  sgd lr=0.01 decay=3 batch=5 steps=40
