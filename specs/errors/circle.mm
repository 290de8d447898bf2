# Constants may stand in any order, but not in a circle; neither may blocks.
let width = 2*depth
let depth = width//2
block wave = tanh | wave
data   chars names context=8
model  embed width | wave | flatten | linear V
