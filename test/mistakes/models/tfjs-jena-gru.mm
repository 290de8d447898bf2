# tensorflow/tfjs-examples, jena-weather: --modelType gru
# parameters: 4,641 (sum by hand over its layers)
input  weather[240, 14]
target value[1]
model  gru 32 last | linear 1
train  rmsprop lr=0.001 batch=128 loss=mae
