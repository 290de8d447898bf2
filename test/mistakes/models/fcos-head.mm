# FCOS (Tian et al., 2019): classes of one level, which start as rare
# parameters: 2,546,768 (sum by hand over its layers)
input  features[32, 32, 256]
target class[32, 32] of 80
model  repeat 4 ( conv 256 3 padding=1 init=normal(0.01) bias_init=zeros | groupnorm 32 | relu )
     | conv 80 3 padding=1 init=normal(0.01) bias_init=constant(-4.6)
train  sgd lr=0.01 momentum=0.9 batch=16
