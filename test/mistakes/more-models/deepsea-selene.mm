# deepsea-selene
# source: https://github.com/FunctionLab/selene/blob/master/models/deepsea.py
# parameters: 52,537,677 (counted from its code (1,000 bases, 919 features))
input  dna[1000, 4]
target value[919]                        # which proteins bind here

model  conv 320 8 | relu | maxpool 4 | bn
     | conv 480 8 | relu | maxpool 4 | bn | dropout 0.2
     | conv 960 8 | relu | bn | dropout 0.5    # [B, 53, 960]
     | flatten
     | linear 919 | relu | bn
     | linear 919

train  sgd loss=bce_with_logits lr=0.01 momentum=0.9 decay=1e-6 batch=64 steps=8_000
