# A setting that linear does not have.
data   chars names context=8
model  embed 24 | flatten | linear 128 bais=false | bn | tanh | linear V
