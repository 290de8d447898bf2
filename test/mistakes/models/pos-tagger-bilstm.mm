# bentrevett/pytorch-pos-tagging, tutorial 1
# parameters: 1,635,153 (sum by hand over its layers)
input  words[40] of 10000
target class[40] of 17
model  embed 100 | dropout 0.25 | lstm 128 layers=2 bidirectional | dropout 0.25 | linear 17
train  adam lr=1e-3 batch=128
