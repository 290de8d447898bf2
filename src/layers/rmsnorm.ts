/** rmsnorm: layer norm without the mean. */
import { defineLayer } from '../registry/layer.ts';
import { channelWeight, channelWeightInit, eps, normType } from '../registry/norm.ts';

export const rmsnorm = defineLayer({
  name: 'rmsnorm',
  group: 'norm',
  summary: 'gives the channels of each position the mean square 1, then a learned scale',
  signature: '[*, C] -> [*, C]',
  formula: 'y = x / sqrt(mean(x^2) + eps) * weight, mean over the channels',
  params: { eps: { ...eps, default: 1e-6 }, init: channelWeightInit },
  pytorch: 'nn.RMSNorm(C, eps=1e-6) (there eps is the smallest step of the dtype by default)',
  keras: 'RMSNormalization(epsilon=1e-6)',
  examples: [{ stack: 'rmsnorm', input: '[B, 8, 64]', output: '[B, 8, 64]', weights: 64 }],
  type: (input) => normType(input, '[*, C]'),
  state: (input, { init }) => ({ weights: [channelWeight(input, init)] }),
  lower: (b, x, { eps: by }, { weight }) => b.op({ kind: 'normalise', by: 'rms', eps: by }, x, weight),
});
