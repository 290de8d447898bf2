input x[50]
target class of 10
model repeat 6 ( linear 100 init=fan_in(5/3) bias=false | tanh ) | linear 10
train sgd lr=0.1
