# Yandex rtdl: the MLP for tables (Gorishniy et al., 2021) on California housing
# parameters: 447,361 (sum by hand over its layers)
input  house[8]
target value[1]
model  repeat 4 ( linear 384 | relu | dropout 0.2 ) | linear 1
train  adamw lr=1e-4 decay=1e-5 batch=256
