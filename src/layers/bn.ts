/** bn: batch norm. */
import { defineLayer } from '../registry/layer.ts';
import { gives, misfit } from '../registry/rule.ts';
import { numberOf } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';

export const bn = defineLayer({
  name: 'bn',
  summary: 'batch norm: gives each channel mean 0 and variance 1 over the batch, then a learned scale and offset',
  group: 'norm',
  signature: '[*, C] -> [*, C]',
  formula: 'y = (x - mean) / sqrt(var + eps) * weight + bias; in evaluation mean and var are the running ones',
  params: {
    eps: {
      kind: 'value',
      type: 'number',
      exclusiveMinimum: 0,
      default: 1e-5,
      description: 'added to the variance, against division by zero',
    },
    momentum: {
      kind: 'value',
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0.1,
      description: 'how far the running statistics move towards those of each batch',
    },
    over: {
      kind: 'value',
      enum: ['all', 'batch'],
      default: 'all',
      description: 'statistics over every dim but the channel, or (the bug of the lectures) over the batch alone',
    },
    variance: {
      kind: 'value',
      enum: ['biased', 'unbiased'],
      default: 'biased',
      description: 'divide by N to normalise and N - 1 for the running variance, or (the lectures) by N - 1 in both',
    },
    init: { kind: 'initialiser', default: { name: 'ones', args: {} }, description: 'how the scale starts' },
    bias_init: { kind: 'initialiser', default: { name: 'zeros', args: {} }, description: 'how the offset starts' },
  },
  pytorch: 'nn.BatchNorm1d(C), nn.BatchNorm2d(C) (there the channel is dim 1)',
  keras: 'BatchNormalization() (momentum 0.99 is 0.01 here, eps 1e-3)',
  examples: [
    { stack: 'bn', input: '[B, 200]', output: '[B, 200]', weights: 400 },
    { stack: 'bn', input: '[B, 4, 68]', output: '[B, 4, 68]', weights: 136 },
    { stack: 'bn over=batch variance=unbiased', input: '[B, 4, 68]', output: '[B, 4, 68]', weights: 136 },
  ],
  type(input, { over }) {
    if (input.dtype === 'int') return misfit({ kind: 'needs-float' }, input);
    if (input.dims.length < 2) return misfit({ kind: 'rank', takes: '[*, C]' }, input);
    const unknown = over === 'batch' ? input.dims.slice(1).findIndex((dim) => numberOf(dim) === undefined) : -1;
    return unknown < 0
      ? gives(input)
      : misfit({ kind: 'unknown-dim', axis: unknown + 1, what: 'running statistics' }, input);
  },
  state(input, { over, init, bias_init }) {
    const channels = input.dims.slice(-1);
    const kept = over === 'batch' ? input.dims.slice(1) : channels;
    return {
      weights: [
        { name: 'weight', shape: channels, init },
        { name: 'bias', shape: channels, init: bias_init },
      ],
      buffers: [
        { name: 'running_mean', shape: kept, init: { name: 'zeros', args: {} } },
        { name: 'running_var', shape: kept, init: { name: 'ones', args: {} } },
      ],
    };
  },
  lower(b, x, { eps, momentum, over, variance }, { weight, bias, running_mean, running_var }) {
    const axes = over === 'batch' ? [0] : axesButChannel(x.type);
    return b.op({ kind: 'batch_norm', axes, eps, momentum, variance }, x, weight, bias, running_mean, running_var);
  },
});

function axesButChannel(type: TensorType): number[] {
  return type.dims.slice(0, -1).map((_, axis) => axis);
}
