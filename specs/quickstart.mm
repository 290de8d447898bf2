# A small WaveNet on 32,033 given names: it reads eight letters, fuses them two by two, and learns which one comes next.
# Trains in a few seconds, then makes up names of its own:  mm train quickstart.mm

data   chars names context=8             # gives the dims T=8 and V=27, and the target: the next letter

let d = 64                               # try another width:  mm train quickstart.mm --set d=128

block fuse(n, width) = flatten n | linear width bias=false | bn | tanh

model  embed 16 | repeat 3 ( fuse 2 d ) | linear V init=normal(0.01)

train  adamw
    lr    = cosine(0.01, warmup=200)
    batch = 32
    steps = 16_000
