# N-BEATS (Oreshkin et al., 2020): what one block of the generic stack forecasts
# parameters: 825,356 (sum by hand over its layers)
input  history[60]
target value[12]
model  repeat 4 ( linear 512 | relu ) | linear 12
train  adam lr=1e-3 batch=1024 loss=mae
