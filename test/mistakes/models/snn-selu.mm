# Self-normalising networks (Klambauer et al., 2017): selu written as a scaled elu
# parameters: 478,471 (sum by hand over its layers)
input  sample[54]
target class of 7
default linear init=fan_in bias_init=zeros
model  repeat 8 ( linear 256 | elu 1.6733 | scale init=1.0507 ) | linear 7
train  sgd lr=0.05 batch=128
