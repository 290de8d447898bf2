# Blocks that ship with mm: use "mm:blocks". `mm shapes` shows what is in them, as in any block.

## A sub-layer around which the stream runs on, normalised on the way in: x + f(ln(x)).
block prenorm(f) = residual ( ln | f )

## A transformer layer (Vaswani et al., 2017; GPT-2's order): causal attention, then two linear layers, 4*C wide inside.
block transformer(heads) : [B, T, C] -> [B, T, C] =
    prenorm ( attention heads causal ) | prenorm ( linear 4*C | gelu | linear C )

## A convolution without a bias, batch norm and relu; the padding keeps the length where the kernel is odd and the stride 1.
block conv_bn_relu(out, kernel=3, stride=1) =
    conv out kernel stride=stride padding=kernel//2 bias=false | bn | relu

## ResNet-50's block (He et al., 2015): narrow to `width`, convolve, widen to 4*width, around which the stream runs on.
## Where the width or the length changes, via=( conv 4*width 1 stride=stride bias=false | bn ) brings the stream along.
block bottleneck(width, stride=1, via=id) =
    residual via=via (
        conv_bn_relu width 1
      | conv_bn_relu width 3 stride
      | conv 4*width 1 bias=false | bn )
  | relu

## WaveNet's layer (van den Oord et al., 2016): a gated causal convolution; its `skip` channels are collected by @skips.
block wavenet(ch, skip, dilation, @skips) =
    residual (
        mul ( conv ch 2 dilation=dilation padding=causal | tanh,
              conv ch 2 dilation=dilation padding=causal | sigmoid )
      | tap @skips ( conv skip 1 )
      | conv ch 1 )
