# A convolutional network for sentences (Kim, 2014): windows of three, four and five words
# parameters: 282,502 (1000*128 + (3 + 4 + 5)*128*100 + 300 + 300*2 + 2)
input  words[50] of 1000
target class of 2
block  window(k) = conv 100 k | relu | global_maxpool
model  embed 128 | concat ( window 3, window 4, window 5 ) | dropout 0.5 | linear 2
train  adam lr=0.001 batch=50
