# fastai/fastbook, chapter 13: convolutions of stride 2 until one pixel is left
# parameters: 6,722 (40 + 296 + 1168 + 4640 + 578, its summary)
input  digit[28, 28, 1]
target class of 2
default conv stride=2 padding=1
model  repeat c in [4, 8, 16, 32] ( conv c 3 | relu ) | conv 2 3 | flatten
train  adam lr=0.01
