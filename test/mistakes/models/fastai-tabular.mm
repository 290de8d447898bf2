# fastai, TabularModel [200, 100] on the six numbers of ADULT_SAMPLE: linear, relu, norm
# parameters: 22,014 (sum by hand over its layers)
input  adult[6]
target class of 2
model  bn | linear 200 bias=false | relu | bn | linear 100 bias=false | relu | bn | linear 2
train  adam lr=onecycle(1e-2) batch=64 steps=1_200
