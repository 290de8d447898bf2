# Yandex rtdl: ResNet for tables (Gorishniy et al., 2021)
# parameters: 447,553 (sum by hand over its layers)
input  house[8]
target value[1]
block unit = residual ( bn | linear 384 | relu | dropout 0.4 | linear 192 | dropout 0.1 )
model  linear 192 | repeat 3 ( unit ) | bn | relu | linear 1
train  adamw lr=1e-4 decay=1e-5 batch=256
