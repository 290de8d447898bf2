# SRCNN (Dong et al., 2014), 9-1-5, on pictures that were enlarged before
# parameters: 8,129 (8,129 by hand: 64*82 + 32*65 + 801)
input  photo[33, 33, 1]
target image[21, 21, 1]
model  conv 64 9 | relu | conv 32 1 | relu | conv 1 5
train  sgd lr=1e-4 momentum=0.9 batch=128
