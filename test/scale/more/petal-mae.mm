data  csv "../../../specs/data/iris.csv" label=petal_length
model linear 64 init=kaiming | tanh | linear 1 init=fan_in bias_init=constant(1)
train adam loss=mae
