# keras.io, "Timeseries forecasting for weather prediction"
# parameters: 5,153 (its summary)
input  weather[120, 7]
target value[1]
model  lstm 32 last biases=1 | linear 1
train  adam lr=0.001 batch=256
