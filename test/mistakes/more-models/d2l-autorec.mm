# d2l-autorec
# source: https://github.com/d2l-ai/d2l-en/blob/master/chapter_recommender-systems/autorec.md
# parameters: 944,443 (944,443 counted from its code)
default linear init=normal(0.01) bias_init=zeros

input  ratings[943]                      # of a film, by each user; 0 where there is none
target value[943]

model  linear 500 | sigmoid | dropout 0.05 | linear 943

train  adam lr=0.002 decay=1e-5 batch=256 steps=175
