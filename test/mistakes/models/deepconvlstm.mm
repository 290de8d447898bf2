# DeepConvLSTM (Ordonez and Roggen, 2016) on the Opportunity data set
# parameters: 3,965,778 (sum by hand over its layers)
input  sensors[24, 113]
target class of 18
model  reshape 24 113 1
     | repeat 4 ( conv 64 [5, 1] | relu )
     | reshape 8 7232
     | lstm 128
     | dropout 0.5
     | lstm 128 last
     | dropout 0.5
     | linear 18
train  rmsprop lr=1e-3 batch=100
