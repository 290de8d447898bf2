/** leaky_relu: relu that lets a little of negative numbers through. */
import { defineElementwiseWith } from '../registry/elementwise.ts';

export const leakyRelu = defineElementwiseWith({
  name: 'leaky_relu',
  summary: 'negative numbers times a small slope, the rest unchanged',
  formula: 'y = x for x > 0, else slope x',
  params: {
    slope: {
      kind: 'value',
      type: 'number',
      default: 0.01,
      positional: true,
      description: 'what negative numbers are multiplied by',
    },
  },
  pytorch: 'nn.LeakyReLU(slope)',
  keras: 'LeakyReLU(negative_slope=slope) (0.3 by default)',
  examples: [
    { stack: 'leaky_relu', input: '[B, 8, 24]', output: '[B, 8, 24]', weights: 0 },
    { stack: 'leaky_relu 0.2', input: '[B, 24]', output: '[B, 24]', weights: 0 },
  ],
  fn: ({ slope }) => ({ fn: 'leaky_relu', by: slope }),
});
