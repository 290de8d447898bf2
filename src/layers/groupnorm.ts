/** groupnorm: layer norm over positions and groups of channels. */
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
import { type Dim, numberOf } from '../shapes/dim.ts';

export const groupnorm = defineLayer({
  name: 'groupnorm',
  group: 'norm',
  summary: 'gives each group of channels of an example mean 0 and variance 1, then a learned scale and offset',
  signature: '[B, …, C] -> [B, …, C]',
  formula: 'y = (x - mean) / sqrt(var + eps) * weight + bias, mean and var over all positions and C / groups channels',
  params: {
    groups: {
      kind: 'size',
      type: 'integer',
      minimum: 1,
      positional: true,
      description: 'how many groups of neighbouring channels there are; as many as channels is instance norm',
    },
    eps: { ...eps, default: 1e-5 },
    affine,
    init: channelWeightInit,
    bias_init: channelBiasInit,
  },
  pytorch:
    'nn.GroupNorm(groups, C) (there the channel is dim 1) · nn.InstanceNorm2d(C) is groupnorm C affine=false (there the channel is dim 1)',
  keras: 'GroupNormalization(groups, epsilon=1e-5) (1e-3 by default)',
  examples: [
    { stack: 'groupnorm 4', input: '[B, 8, 64]', output: '[B, 8, 64]', weights: 128 },
    { stack: 'groupnorm 8', input: '[B, 7, 7, 32]', output: '[B, 7, 7, 32]', weights: 64 },
    { stack: 'groupnorm 32 affine=false', input: '[B, 7, 7, 32]', output: '[B, 7, 7, 32]', weights: 0 },
  ],
  type(input, { groups }) {
    const rule = normType(input, '[B, …, C]');
    const of = input.dims.at(-1);
    if (rule.misfit || !of) return rule;
    const obligation = { kind: 'divides', divisor: groups, of } as const;
    const ways = nearestDivisor(groups, of).map((fits) => `groupnorm ${fits}`);
    return { ...rule, needs: [{ obligation, what: 'channels', axis: input.dims.length - 1, param: 'groups', ways }] };
  },
  state: (input, { affine: isAffine, init, bias_init }) => ({
    weights: isAffine ? [channelWeight(input, init), channelBias(input, bias_init)] : [],
  }),
  lower: (b, x, { groups, eps: by }, { weight, bias }) =>
    b.op({ kind: 'normalise', by: 'group', groups, eps: by }, x, weight, bias),
});

/** The number of groups closest to what was asked for that channels can be parted into, where both are known. */
function nearestDivisor(groups: Dim, channels: Dim): number[] {
  const [asked, width] = [numberOf(groups), numberOf(channels)];
  if (!asked || !width) return [];
  const fitting = Array.from({ length: Math.min(width, 4096) }, (_, i) => i + 1).filter((n) => width % n === 0);
  return [fitting.reduce((best, n) => (Math.abs(n - asked) < Math.abs(best - asked) ? n : best))];
}
