# digits.mm: handwritten digits of 8 x 8 pixels
data   images "digits-images.idx" "digits-labels.idx"    # H = W = 8, C = 1, K = 10

model  conv 16 3 padding=1 | relu
     | conv 32 3 padding=1 | relu
     | maxpool 2 | flatten
     | linear 64 | relu
     | dropout 0.2
     | linear K

train  adamw lr=cosine(3e-3, warmup=50) batch=64 steps=1_000
