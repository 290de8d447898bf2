input x[20, 8]
target class of 6
model conv 32 3 padding=1 | glu | conv 32 3 padding=1 | glu | global_maxpool | linear 6
train sgd lr=0.1
