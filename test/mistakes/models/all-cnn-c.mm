# All-CNN-C (Springenberg et al., 2015)
# parameters: 1,369,738 (1.37 M in its paper)
input  image[32, 32, 3]
target class of 10
block unit(c, s=1) = conv c 3 stride=s padding=1 | relu
model  dropout 0.2
     | unit 96
     | unit 96
     | unit 96 2
     | dropout 0.5
     | unit 192
     | unit 192
     | unit 192 2
     | dropout 0.5
     | conv 192 3 | relu
     | conv 192 1 | relu
     | conv 10 1 | relu | global_avgpool
train  sgd lr=step(0.05, 0.005, at=78_000) momentum=0.9 decay=0.001 batch=128 steps=136_000
