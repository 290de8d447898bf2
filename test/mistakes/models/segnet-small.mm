# SegNet (Badrinarayanan et al., 2017), basic, upsampling for its remembered places
# parameters: 1,416,140 (sum by hand over its layers)
input  street[96, 96, 3]
target class[96, 96] of 12
block down = conv 64 7 padding=3 bias=false | bn | relu | maxpool 2
block up = upsample 2 | conv 64 7 padding=3 bias=false | bn
model  repeat 4 ( down ) | repeat 4 ( up ) | conv 12 1
train  sgd lr=0.1 momentum=0.9 decay=5e-4 batch=12
