/** scale: each channel times a number of its own. */
import { defineLayer } from '../registry/layer.ts';
import { channelWeight, normType } from '../registry/norm.ts';

export const scale = defineLayer({
  name: 'scale',
  group: 'norm',
  summary: 'multiplies each channel by a learned number',
  signature: '[*, C] -> [*, C]',
  formula: 'y = x * weight',
  params: {
    init: {
      kind: 'initialiser',
      number: true,
      default: { name: 'constant', args: { x: 1 } },
      description: 'how the factors start: a number, or an initialiser',
    },
  },
  pytorch: 'x * nn.Parameter(torch.ones(C)) · LayerScale (timm) is scale init=1e-5',
  keras: 'no layer of its own',
  examples: [
    { stack: 'scale', input: '[B, 8, 64]', output: '[B, 8, 64]', weights: 64 },
    { stack: 'residual ( linear 64 | scale init=1e-5 )', input: '[B, 64]', output: '[B, 64]', weights: 4224 },
  ],
  type: (input) => normType(input, '[*, C]'),
  state: (input, { init }) => ({ weights: [channelWeight(input, init)] }),
  lower: (b, x, _, { weight }) => b.op({ kind: 'channelwise', fn: 'scale' }, x, weight),
});
