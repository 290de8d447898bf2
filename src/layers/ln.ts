/** ln: layer norm. */
import { defineLayer } from '../registry/layer.ts';
import {
  affine,
  channelBias,
  channelBiasInit,
  channelWeight,
  channelWeightInit,
  eps,
  normType,
} from '../registry/norm.ts';

export const ln = defineLayer({
  name: 'ln',
  group: 'norm',
  summary: 'layer norm: gives the channels of each position mean 0 and variance 1, then a learned scale and offset',
  signature: '[*, C] -> [*, C]',
  formula: 'y = (x - mean) / sqrt(var + eps) * weight + bias, mean and var over the channels',
  params: {
    eps: { ...eps, default: 1e-5 },
    affine,
    bias: { kind: 'switch', type: 'boolean', default: true, description: 'whether a learned offset is added' },
    init: channelWeightInit,
    bias_init: channelBiasInit,
  },
  pytorch: 'nn.LayerNorm(C) · nn.LayerNorm(C, elementwise_affine=False)',
  keras: 'LayerNormalization(epsilon=1e-5) (1e-3 by default)',
  examples: [
    { stack: 'ln', input: '[B, 8, 64]', output: '[B, 8, 64]', weights: 128 },
    { stack: 'ln bias=false', input: '[B, 64]', output: '[B, 64]', weights: 64 },
    { stack: 'ln affine=false', input: '[B, 64]', output: '[B, 64]', weights: 0 },
  ],
  type: (input) => normType(input, '[*, C]'),
  state(input, { affine: isAffine, bias, init, bias_init }) {
    if (!isAffine) return { weights: [] };
    const weight = channelWeight(input, init);
    return { weights: bias ? [weight, channelBias(input, bias_init)] : [weight] };
  },
  lower: (b, x, { eps: by }, { weight, bias }) => b.op({ kind: 'normalise', by: 'layer', eps: by }, x, weight, bias),
});
