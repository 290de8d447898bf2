/** relu: zero for negative numbers, the rest unchanged. */
import { defineElementwise } from '../registry/elementwise.ts';

export const relu = defineElementwise({
  name: 'relu',
  fn: 'relu',
  summary: 'zero for negative numbers, the rest unchanged',
  formula: 'y = max(x, 0)',
  pytorch: 'nn.ReLU()',
  keras: "Activation('relu')",
  examples: [{ stack: 'relu', input: '[B, 8, 24]', output: '[B, 8, 24]', weights: 0 }],
});
