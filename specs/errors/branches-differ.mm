# Nothing is broadcast: the branches of a sum have one shape.
data   chars names context=8
model  embed 24 | sum ( linear 32, linear 32 | flatten ) | flatten | linear V
