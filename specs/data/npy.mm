# npy.mm: sine, square or sawtooth, from arrays that a script has made (scripts/make-arrays.mjs)
data   npy "waves-x.npy" "waves-y.npy"    # T = 16 positions, C = 1 number at each, K = 3 kinds

model  flatten | linear 32 | relu | linear K

train  adamw lr=0.01 steps=800
