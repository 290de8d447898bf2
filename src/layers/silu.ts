/** silu: each number times its own sigmoid. */
import { defineElementwise } from '../registry/elementwise.ts';

export const silu = defineElementwise({
  name: 'silu',
  fn: 'silu',
  summary: 'each number times its own sigmoid, also called swish',
  formula: 'y = x / (1 + exp(-x))',
  pytorch: 'nn.SiLU()',
  keras: "Activation('silu')",
  examples: [{ stack: 'silu', input: '[B, 8, 24]', output: '[B, 8, 24]', weights: 0 }],
});
