/** conv: a window of weights that slides over positions, or over rows and columns. */
import { lengthsAfter } from '../ops/window.ts';
import {
  biasParams,
  convolutionState,
  dilationParam,
  groupsParam,
  kernelParam,
  outParam,
  paddingParam,
  sharedOut,
  strideParam,
} from '../registry/convolving.ts';
import { defineLayer } from '../registry/layer.ts';
import { float, gives, misfit } from '../registry/rule.ts';
import { fitWindow, remaindersOf, roomFor } from '../registry/window.ts';
import { type Dim, divide } from '../shapes/dim.ts';

export const conv = defineLayer({
  name: 'conv',
  group: 'linear',
  summary: 'slides a window over positions, or over rows and columns; each output is a weighted sum of what it sees',
  signature:
    "[B, T, C] -> [B, T', out] · [B, H, W, C] -> [B, H', W', out]; T' = (T + pads - dilation*(k-1) - 1)//stride + 1",
  formula:
    'y[t, o] = bias[o] + sum over j and c of weight[j, c, o] * x[t*stride + j*dilation - pad, c], 0 outside of x',
  params: {
    out: outParam,
    kernel: kernelParam,
    stride: strideParam,
    padding: paddingParam,
    dilation: dilationParam,
    groups: groupsParam,
    ...biasParams,
  },
  pytorch: 'nn.Conv1d(C, out, k), nn.Conv2d(C, out, k) (there the channel is dim 1)',
  keras: 'Conv1D(out, k), Conv2D(out, k) (starts glorot_uniform, bias 0)',
  examples: [
    { stack: 'conv 64 3 padding=1', input: '[B, 28, 28, 3]', output: '[B, 28, 28, 64]', weights: 1792 },
    { stack: 'conv 32 2 dilation=4 padding=causal', input: '[B, 8, 10]', output: '[B, 8, 32]', weights: 672 },
    { stack: 'conv 6 [5, 3] stride=2 bias=false', input: '[B, 32, 32, 1]', output: '[B, 14, 15, 6]', weights: 90 },
    {
      stack: 'conv 4 4 stride=2 padding=[[1, 2], [1, 2]]',
      input: '[B, 8, 8, 2]',
      output: '[B, 4, 4, 4]',
      weights: 132,
    },
    { stack: 'conv 8 3 groups=2 padding=same', input: '[B, 9, 4]', output: '[B, 9, 8]', weights: 56 },
  ],
  type(input, { out, groups, ...window }) {
    const guess = float(...input.dims.slice(0, -1), out);
    const fitted = fitWindow(input, window);
    if ('misfit' in fitted) return misfit(fitted.misfit, guess);
    const lengths = lengthsAfter(fitted.lengths, fitted.window.kernel, fitted.window);
    const axis = input.dims.length - 1;
    const needs = [...roomFor(fitted.lengths, fitted.window), ...sharedOut(groups, input.dims[axis] as Dim, out, axis)];
    const remainders = remaindersOf(fitted.lengths, fitted.window);
    return { ...gives(float(input.dims[0] as Dim, ...lengths, out), needs), remainders };
  },
  state(input, { out, groups, ...window }) {
    const fitted = fitWindow(input, window);
    if ('misfit' in fitted) return { weights: [] };
    const channels = divide(input.dims.at(-1) as Dim, groups);
    const fans = { out, fanIn: channels, fanOut: out };
    return convolutionState(fitted.window.kernel, [channels, out], fans, window);
  },
  lower(b, x, { groups, ...window }, { weight, bias }) {
    const fitted = fitWindow(x.type, window);
    if ('misfit' in fitted) throw new Error('a convolution without a window is never lowered');
    const { stride, dilation, pads } = fitted.window;
    return b.op({ kind: 'convolution', stride, dilation, pads, groups }, x, weight, bias);
  },
});
