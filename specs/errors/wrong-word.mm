# A word that the setting does not know.
data   chars names context=8
model  embed 24 | flatten | linear 128 | bn over=positions | tanh | linear V
