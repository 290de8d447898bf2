# The longest name has 15 letters.
data   chars names context=24
model  embed 24 | flatten | linear V
