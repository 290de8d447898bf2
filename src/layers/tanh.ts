/** tanh: the hyperbolic tangent: squashes to between -1 and 1. */
import { defineElementwise } from '../registry/elementwise.ts';

export const tanh = defineElementwise({
  name: 'tanh',
  fn: 'tanh',
  summary: 'the hyperbolic tangent: squashes to between -1 and 1',
  formula: 'y = tanh(x)',
  pytorch: 'nn.Tanh()',
  keras: "Activation('tanh')",
  examples: [{ stack: 'tanh', input: '[B, 8, 24]', output: '[B, 8, 24]', weights: 0 }],
});
