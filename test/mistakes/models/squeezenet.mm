# SqueezeNet 1.0 (Iandola et al., 2016)
# parameters: 1,248,424 (torchvision, squeezenet1_0)
input  photo[224, 224, 3]
target class of 1000
block  fire(s, e) = conv s 1 | relu | concat ( conv e 1 | relu, conv e 3 padding=1 | relu )
model  conv 96 7 stride=2 | relu | maxpool 3 stride=2 | fire 16 64 | fire 16 64 | fire 32 128
     | maxpool 3 stride=2 | fire 32 128 | fire 48 192 | fire 48 192 | fire 64 256
     | maxpool 3 stride=2 | fire 64 256 | dropout 0.5 | conv 1000 1 | relu | global_avgpool
train  sgd lr=linear(0.04) batch=512 steps=85_000
