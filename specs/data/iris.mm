# iris.mm: which of three kinds of iris a flower is, by four measurements of it
data   csv "iris.csv" label=species      # F = 4 numbers, K = 3 kinds

model  linear 16 | tanh | linear K

train  adamw lr=0.01 steps=500
