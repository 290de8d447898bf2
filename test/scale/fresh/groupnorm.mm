input x[16, 16, 3]
target class of 10
model conv 16 3 padding=1 | groupnorm 4 | silu | conv 32 3 stride=2 padding=1 | groupnorm 8 | silu | global_avgpool | linear 10
train sgd lr=0.1
