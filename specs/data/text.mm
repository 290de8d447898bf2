# text.mm: learns to write like Newton, a character at a time
data   text "opticks.txt" context=32

model  embed 48 | position
     | repeat 2 (
           residual ( ln | attention 4 causal )
         | residual ( ln | linear 192 | gelu | linear 48 ) )
     | ln
     | linear V

train  adamw lr=cosine(3e-3, warmup=100) batch=16 steps=2_000 eval_every=500
