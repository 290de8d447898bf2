# In mm the features that come in follow from what stands before, so linear takes one number.
data   chars names context=8
model  embed 24 | flatten | linear 192 128 | tanh | linear V
