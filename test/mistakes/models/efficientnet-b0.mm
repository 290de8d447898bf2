# EfficientNet-B0 (Tan and Le, 2019)
# parameters: 5,288,548 (torchvision, efficientnet_b0)
input  photo[224, 224, 3]
target class of 1000
default conv bias=false
block  squeeze(c, r) = mul ( id, global_avgpool keep=true | conv r 1 bias=true | silu | conv c 1 bias=true | sigmoid )
block  body(cin, cout, expand, k, s) =
    conv cin*expand 1 | bn | silu | depthwise k stride=s padding=k//2 bias=false | bn | silu
  | squeeze cin*expand cin//4 | conv cout 1 | bn
block  stage(cin, cout, more, expand, k, s) = body cin cout expand k s | repeat more ( residual ( body cout cout expand k 1 ) )
model  conv 32 3 stride=2 padding=1 | bn | silu
     | depthwise 3 padding=1 bias=false | bn | silu | squeeze 32 8 | conv 16 1 | bn
     | stage 16 24 1 6 3 2 | stage 24 40 1 6 5 2 | stage 40 80 2 6 3 2 | stage 80 112 2 6 5 1
     | stage 112 192 3 6 5 2 | body 192 320 6 3 1
     | conv 1280 1 | bn | silu | global_avgpool | dropout 0.2 | linear 1000
train  rmsprop lr=0.016 momentum=0.9 batch=256
