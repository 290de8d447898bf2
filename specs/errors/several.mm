# Each mistake is reported once, and nothing that follows from another.
data   chars names context=7
model  embed 24
     | flatten 2
     | lienar 128
     | bn over=btach | tanh | flatten
     | linear 64 bais=false | tanh
     | linear V
train  sgdd lr=step(0.1, 0.01) batch=0
