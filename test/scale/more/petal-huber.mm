data  csv "../../../specs/data/iris.csv" label=petal_length
model linear 64 init=kaiming | tanh | linear 1 init=fan_in
train adam loss=huber(2)
