# Outside the repeat a tap is a collection, which a join takes and a stage does not.
data   chars names context=8
model  embed 24 | repeat 3 ( linear 24 | tanh | tap @h ) | @h | flatten | linear V
