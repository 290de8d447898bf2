data  csv "../../../specs/data/iris.csv" label=petal_length
model linear 32 | relu | linear 32 | relu | linear 1
train adam
