input x[12, 12, 8]
target class of 5
model conv 32 3 padding=1 | relu | mul ( id, global_avgpool keep=true | linear 8 | relu | linear 32 | sigmoid ) | global_avgpool | linear 5
train sgd lr=0.1
