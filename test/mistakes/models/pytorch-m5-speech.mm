# pytorch/audio tutorials, speech_command_classification: M5 of Dai et al. (2016) on 8 kHz
# parameters: 26,915 (the tutorial prints it)
input  wave[8000, 1]
target class of 35
# mm-ignore lint/bias-before-norm: so it is in the tutorial
block unit(c, k, stride=1) = conv c k stride=stride | bn | relu | maxpool 4
model  unit 32 80 16 | unit 32 3 | unit 64 3 | unit 64 3 | global_avgpool | linear 35
train  adam lr=decay(0.01, 0.1, every=6_620) decay=0.0001 batch=256 steps=13_000
