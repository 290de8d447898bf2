# lstm-tagger
# source: https://github.com/pytorch/tutorials/blob/main/beginner_source/nlp/sequence_models_tutorial.py
# parameters: 411 (411 counted from its code)
input  sentence[T] of 9
target class[T] of 3                     # determiner, noun, verb

model  embed 6 | lstm 6 | linear 3 name=hidden2tag

train  sgd lr=0.1 batch=1 steps=600 seed=1
