# gpt-lecture
# source: https://github.com/karpathy/ng-video-lecture/blob/master/gpt.py
# parameters: 10,788,929 (10.788929 M printed in the lecture)
input  text[T=256] of V=65
target tokens

let d = 384

block sub(f) = residual ( ln | f | dropout 0.2 )

model  embed d | position
     | repeat 6 (
           sub ( attention 6 causal bias=false dropout=0.2 | shift )    # only the projection has a bias
         | sub ( linear 4*d | relu | linear d ) )
     | ln | linear V

train  adamw lr=3e-4 batch=64 steps=5_000 eval_every=500 seed=1337
