# tensorflow/tfjs-examples, jena-weather: --modelType mlp-dropout
# parameters: 107,585 (sum by hand over its layers)
input  weather[240, 14]
target value[1]
model  flatten | linear 32 | relu | dropout 0.25 | linear 1
train  rmsprop lr=0.001 batch=128 loss=mae
