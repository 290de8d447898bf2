# A constant that is not declared, and a dim that only a typed block can name.
data   chars names context=8
block mix = residual ( linear C | tanh )
model  embed d | mix | flatten | linear V
