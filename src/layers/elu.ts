/** elu: the exponential linear unit. */
import { defineElementwiseWith } from '../registry/elementwise.ts';

export const elu = defineElementwiseWith({
  name: 'elu',
  summary: 'bends negative numbers smoothly towards -alpha, the rest unchanged',
  formula: 'y = x for x > 0, else alpha (exp(x) - 1)',
  params: {
    alpha: {
      kind: 'value',
      type: 'number',
      default: 1,
      positional: true,
      description: 'very negative numbers come out as minus this',
    },
  },
  pytorch: 'nn.ELU(alpha)',
  keras: 'ELU(alpha)',
  examples: [
    { stack: 'elu', input: '[B, 8, 24]', output: '[B, 8, 24]', weights: 0 },
    { stack: 'elu 0.5', input: '[B, 24]', output: '[B, 24]', weights: 0 },
  ],
  fn: ({ alpha }) => ({ fn: 'elu', by: alpha }),
});
