/** relu: zero for negative numbers, the rest unchanged. */
import { defineElementwiseWith } from '../registry/elementwise.ts';

export const relu = defineElementwiseWith({
  name: 'relu',
  summary: 'zero for negative numbers, the rest unchanged; with max, no more than that',
  formula: 'y = max(x, 0), or min(max(x, 0), max)',
  params: {
    max: {
      kind: 'value',
      type: 'number',
      exclusiveMinimum: 0,
      positional: true,
      optional: true,
      description: 'the largest number that comes out; without it there is none',
    },
  },
  glued: true,
  pytorch: 'nn.ReLU() · nn.ReLU6() is relu6',
  keras: "Activation('relu') · ReLU(max_value=6)",
  examples: [
    { stack: 'relu', input: '[B, 8, 24]', output: '[B, 8, 24]', weights: 0 },
    { stack: 'relu6', input: '[B, 8, 24]', output: '[B, 8, 24]', weights: 0 },
  ],
  fn: ({ max }) => (max === undefined ? { fn: 'relu' } : { fn: 'relu_up_to', by: max }),
});
