# Two constants by one name, and a constant by the name of a dim of the data.
data   chars names context=8
let d = 24
let d = 48
let V = 30
model  embed d | flatten | linear V
