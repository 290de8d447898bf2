/** depthwise: a convolution of each channel by itself. */
import { lengthsAfter } from '../ops/window.ts';
import {
  biasParams,
  convolutionState,
  dilationParam,
  kernelParam,
  paddingParam,
  strideParam,
} from '../registry/convolving.ts';
import { defineLayer } from '../registry/layer.ts';
import { float, gives, misfit } from '../registry/rule.ts';
import { fitWindow, roomFor } from '../registry/window.ts';
import { constant, type Dim, mul } from '../shapes/dim.ts';

export const depthwise = defineLayer({
  name: 'depthwise',
  group: 'linear',
  summary: 'slides a window over each channel by itself; multiplier windows for each',
  signature: "[B, T, C] -> [B, T', multiplier*C] · [B, H, W, C] -> [B, H', W', multiplier*C]; T' as with conv",
  formula: 'y[t, c*m + i] = bias[c*m + i] + sum over j of weight[j, 0, c*m + i] * x[t*stride + j*dilation - pad, c]',
  params: {
    kernel: kernelParam,
    stride: strideParam,
    padding: paddingParam,
    dilation: dilationParam,
    multiplier: {
      kind: 'size',
      type: 'integer',
      minimum: 1,
      default: 1,
      description: 'channels that come of each one',
    },
    ...biasParams,
  },
  pytorch: 'nn.Conv2d(C, multiplier * C, k, groups=C)',
  keras: 'DepthwiseConv1D(k), DepthwiseConv2D(k) (starts glorot_uniform, bias 0)',
  examples: [
    { stack: 'depthwise 3 padding=1', input: '[B, 28, 28, 32]', output: '[B, 28, 28, 32]', weights: 320 },
    { stack: 'depthwise 3 multiplier=2 padding=same', input: '[B, 8, 6]', output: '[B, 8, 12]', weights: 48 },
    { stack: 'depthwise [3, 1] stride=2 bias=false', input: '[B, 9, 9, 4]', output: '[B, 4, 5, 4]', weights: 12 },
  ],
  type(input, { multiplier, ...window }) {
    const fitted = fitWindow(input, window);
    const out = mul(input.dims.at(-1) as Dim, multiplier);
    if ('misfit' in fitted) return misfit(fitted.misfit, float(...input.dims.slice(0, -1), out));
    const lengths = lengthsAfter(fitted.lengths, fitted.window.kernel, fitted.window);
    return gives(float(input.dims[0] as Dim, ...lengths, out), roomFor(fitted.lengths, fitted.window));
  },
  state(input, { multiplier, ...window }) {
    const fitted = fitWindow(input, window);
    if ('misfit' in fitted) return { weights: [] };
    const out = mul(input.dims.at(-1) as Dim, multiplier);
    const fans = { out, fanIn: constant(1), fanOut: out };
    return convolutionState(fitted.window.kernel, [constant(1), out], fans, window);
  },
  lower(b, x, window, { weight, bias }) {
    const fitted = fitWindow(x.type, window);
    if ('misfit' in fitted) throw new Error('a convolution without a window is never lowered');
    const { stride, dilation, pads } = fitted.window;
    const groups = x.type.dims.at(-1) as Dim;
    return b.op({ kind: 'convolution', stride, dilation, pads, groups }, x, weight, bias);
  },
});
