# karpathy/nn-zero-to-hero, makemore part 3: six layers with batch norm, each started by hand
# parameters: 47,024 (270 + 3,000 + 4*10,000 + 5*200 + 2,700 + 54)
data   chars names context=3
default linear bias=false
model  embed 10 | flatten
     | repeat 5 ( linear 100 init=fan_in | bn | tanh )
     | linear V init=fan_in
     | bn init=constant(0.1)
train  sgd lr=step(0.1, 0.01, at=150_000) batch=32 steps=200_000
