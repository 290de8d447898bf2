# tensorflow/examples/speech_commands, create_conv_model (after Sainath and Parada, 2015)
# parameters: 926,860 (20*8*64 + 64 + 10*4*64*64 + 64 + 49*20*64*12 + 12)
input  spectrum[98, 40, 1]
target class of 12
model  conv 64 [20, 8] padding=same | relu | dropout 0.5 | maxpool 2
     | conv 64 [10, 4] padding=same | relu | dropout 0.5 | flatten | linear 12
train  sgd lr=step(0.001, 0.0001, at=15_000) batch=100 steps=18_000
