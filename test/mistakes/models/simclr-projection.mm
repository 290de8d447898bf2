# google-research/simclr: the projection of SimCLR v1, with the norm behind its last layer
# parameters: 4,460,800 (sum by hand over its layers)
input  features[2048]
target value[128]
# mm-ignore lint/after-head: its own loss compares the examples of a batch
model  linear 2048 bias=false | bn | relu | linear 128 bias=false | bn
train  sgd lr=4.8 momentum=0.9 batch=4096
