/** conv_transpose: a convolution the other way round, which makes positions, rows and columns more. */
import { lengthsBefore, reach } from '../ops/window.ts';
import {
  biasParams,
  convolutionState,
  dilationParam,
  groupsParam,
  kernelParam,
  outParam,
  sharedOut,
  strideParam,
} from '../registry/convolving.ts';
import { defineLayer } from '../registry/layer.ts';
import type { WindowValue } from '../registry/param.ts';
import { float, gives, type Misfit, misfit, type Need } from '../registry/rule.ts';
import {
  areNumbers,
  countForEach,
  dimName,
  eachOf,
  fitWindow,
  paddingForEach,
  type Window,
  type WindowValues,
  wrongLength,
} from '../registry/window.ts';
import { add, constant, type Dim, divide, floorDiv, max, numberOf, sub, toTight } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';

export const convTranspose = defineLayer({
  name: 'conv_transpose',
  group: 'linear',
  summary: 'spreads each input over a window and adds up: a convolution the other way round, which makes dims longer',
  signature:
    "[B, T, C] -> [B, T', out] · [B, H, W, C] -> [B, H', W', out]; T' = (T-1)*stride - pads + dilation*(k-1) + output_padding + 1",
  formula:
    'y[t*stride + j*dilation - pad, o] is the sum of weight[j, o, c] * x[t, c] over all that meet there, plus bias[o]',
  params: {
    out: outParam,
    kernel: kernelParam,
    stride: strideParam,
    padding: {
      kind: 'window',
      ...paddingForEach,
      default: 0,
      description:
        'what is cut off before and after each dim: a number, a list with an entry (or a pair) for each, or same',
    },
    output_padding: {
      kind: 'window',
      ...countForEach,
      default: 0,
      description: 'what is added at the end of each dim, below the stride or the dilation: a number, or a list',
    },
    dilation: dilationParam,
    groups: groupsParam,
    ...biasParams,
  },
  pytorch: 'nn.ConvTranspose1d(C, out, k), nn.ConvTranspose2d(C, out, k) (there the channel is dim 1)',
  keras: 'Conv1DTranspose(out, k), Conv2DTranspose(out, k) (starts glorot_uniform, bias 0)',
  examples: [
    { stack: 'conv_transpose 16 2 stride=2', input: '[B, 14, 14, 32]', output: '[B, 28, 28, 16]', weights: 2064 },
    { stack: 'conv_transpose 8 4 stride=2 padding=1', input: '[B, 5, 6]', output: '[B, 10, 8]', weights: 200 },
    {
      stack: 'conv_transpose 4 3 stride=2 padding=1 output_padding=1 bias=false',
      input: '[B, 7, 7, 2]',
      output: '[B, 14, 14, 4]',
      weights: 72,
    },
  ],
  type(input, { out, groups, output_padding, ...window }) {
    const guess = float(...input.dims.slice(0, -1), out);
    const fitted = fitTransposed(input, window, output_padding);
    if ('misfit' in fitted) return misfit(fitted.misfit, guess);
    const lengths = lengthsBefore(fitted.lengths, fitted.window.kernel, fitted.window, fitted.extra);
    const output = float(input.dims[0] as Dim, ...lengths, out);
    const wrong = wrongNumbers(lengths, fitted);
    if (wrong) return misfit(wrong, output);
    const axis = input.dims.length - 1;
    const needs = [
      ...somethingLeft(lengths, fitted.window),
      ...belowStep(fitted.extra, fitted.window),
      ...sharedOut(groups, input.dims[axis] as Dim, out, axis),
    ];
    return gives(output, needs);
  },
  state(input, { out, groups, output_padding, ...window }) {
    const fitted = fitTransposed(input, window, output_padding);
    if ('misfit' in fitted) return { weights: [] };
    const [channels, share] = [input.dims.at(-1) as Dim, divide(out, groups)];
    const fans = { out, fanIn: share, fanOut: channels };
    return convolutionState(fitted.window.kernel, [share, channels], fans, window);
  },
  lower(b, x, { groups, output_padding, ...window }, { weight, bias }) {
    const fitted = fitTransposed(x.type, window, output_padding);
    if ('misfit' in fitted) throw new Error('a convolution without a window is never lowered');
    const { stride, dilation, pads } = fitted.window;
    const settings = { stride, dilation, pads, outputPadding: fitted.extra, groups };
    return b.op({ kind: 'convolution_transpose', ...settings }, x, weight, bias);
  },
});

interface Transposed {
  readonly lengths: readonly Dim[];
  readonly window: Window;
  /** What is added at the end of each dim. */
  readonly extra: readonly Dim[];
}

function fitTransposed(input: TensorType, values: WindowValues, extra: WindowValue): Transposed | { misfit: Misfit } {
  const fitted = fitWindow(input, values);
  if ('misfit' in fitted) return fitted;
  const rank = fitted.lengths.length;
  const [wrong] = wrongLength('output_padding', extra, rank);
  return wrong ? { misfit: wrong } : { ...fitted, extra: eachOf(extra, rank) };
}

/** That something is left once the padding is cut off, where that is not known yet. */
function somethingLeft(lengths: readonly Dim[], { kernel, dilation, pads }: Window): Need[] {
  if (pads === 'same') return [];
  return lengths.flatMap((length, axis): Need[] => {
    const cut = numberOf(sub(cutOff(pads, axis), reach(kernel[axis] as Dim, dilation[axis] as Dim)));
    if (numberOf(length) !== undefined || (cut !== undefined && cut <= 0)) return [];
    const what = `${dimName(axis, lengths.length)} left once the padding is cut off`;
    return [{ obligation: { kind: 'at-least', dim: length, min: constant(1) }, what, param: 'padding' }];
  });
}

function cutOff(pads: readonly (readonly [Dim, Dim])[], axis: number): Dim {
  const [before, after] = pads[axis] as readonly [Dim, Dim];
  return add(before, after);
}

/** PyTorch's rule, that less is added than a step of the window, where that is not known yet. */
function belowStep(extra: readonly Dim[], window: Window): Need[] {
  return extra.flatMap((added, axis): Need[] => {
    const [dim, min] = [stepOf(window, axis), add(added, constant(1))];
    if (numberOf(added) === 0 || areNumbers(dim, min)) return [];
    const what = 'positions in its stride or dilation, so that it exceeds output_padding';
    return [{ obligation: { kind: 'at-least', dim, min }, what, param: 'output_padding' }];
  });
}

function stepOf({ stride, dilation }: Window, axis: number): Dim {
  return max(stride[axis] as Dim, dilation[axis] as Dim);
}

/** The report for numbers that leave nothing, or add a whole step. */
function wrongNumbers(lengths: readonly Dim[], { window, extra }: Transposed): Misfit | undefined {
  const empty = lengths.findIndex((length) => (numberOf(length) ?? 1) < 1);
  if (empty >= 0 && window.pads !== 'same') {
    const cut = cutOff(window.pads, empty);
    const all = add(lengths[empty] as Dim, cut);
    const why = `cuts off ${toTight(cut)} of the ${toTight(all)} ${dimName(empty, lengths.length)} that come out`;
    const most = floorDiv(sub(all, constant(1)), constant(2));
    return { kind: 'disagree', param: 'padding', why, help: [`use padding=${toTight(most)} or less`] };
  }
  const added = extra.findIndex((one, axis) => (numberOf(one) ?? 0) >= (numberOf(stepOf(window, axis)) ?? Infinity));
  if (added < 0) return undefined;
  const step = stepOf(window, added);
  const why = `needs an output_padding below its stride (or dilation), ${toTight(step)}`;
  const help = [`use output_padding=${toTight(sub(step, constant(1)))}`];
  return { kind: 'disagree', param: 'output_padding', why, help };
}
