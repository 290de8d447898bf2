# A block sees its own taps only; one of the caller is a parameter.
data   chars names context=8
block gated(width) = mul ( linear width | tanh, linear width | sigmoid ) | tap @skips
model  embed 24 | repeat 3 ( gated 24 ) | sum @skips | flatten | linear V
