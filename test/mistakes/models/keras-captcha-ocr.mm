# keras.io, "OCR model for reading Captchas", up to its CTC loss
# parameters: 432,725 (sum by hand over its layers)
input  captcha[200, 50, 1]
target class[50] of 21
model  conv 32 3 padding=same init=kaiming | relu
     | maxpool 2
     | conv 64 3 padding=same init=kaiming | relu
     | maxpool 2
     | reshape 50 768
     | linear 64 | relu
     | dropout 0.2
     | lstm 128 bidirectional biases=1
     | dropout 0.25
     | lstm 64 bidirectional biases=1
     | dropout 0.25
     | linear 21
train  adam batch=16
