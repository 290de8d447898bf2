# The spatial pyramid of DeepLabv3 (Chen et al., 2017), as in torchvision, on features of 33 x 33
# parameters: 4,727,573 (sum by hand over its layers)
input  features[33, 33, 512]
target class[33, 33] of 21
block unit(k, d) = conv 256 k dilation=d padding=d*(k//2) bias=false | bn | relu
model  concat ( unit 1 1,
                unit 3 12,
                unit 3 24,
                unit 3 36,
                global_avgpool keep | unit 1 1 | upsample 33 )
     | conv 256 1 bias=false | bn | relu
     | dropout 0.5
     | conv 256 3 padding=1 bias=false | bn | relu
     | conv 21 1
train  sgd lr=0.01 momentum=0.9 decay=1e-4 batch=16
