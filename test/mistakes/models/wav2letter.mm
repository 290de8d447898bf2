# Wav2Letter (Collobert et al., 2016) on 40 coefficients, without CTC and without the relu that torchaudio has behind the scores
# parameters: 23,128,540 (sum by hand over its layers)
input  mfcc[200, 40]
target class[100] of 40
block unit(c, k) = conv c k padding=k//2 | relu
model  conv 250 48 stride=2 padding=23 | relu
     | repeat 7 ( unit 250 7 )
     | conv 2000 31 padding=15 | relu
     | unit 2000 1
     | conv 40 1
train  sgd lr=0.01 momentum=0.9 clip=1 batch=32
