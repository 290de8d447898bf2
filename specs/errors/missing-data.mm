# A path is seen from the folder of the spec.
data   chars "poems.txt" context=8
model  embed 24 | flatten | linear V
