/** softplus: a smooth relu. */
import { defineElementwise } from '../registry/elementwise.ts';

export const softplus = defineElementwise({
  name: 'softplus',
  fn: 'softplus',
  summary: 'a smooth relu, which is always positive',
  formula: 'y = log(1 + exp(x))',
  pytorch: 'nn.Softplus()',
  keras: "Activation('softplus')",
  examples: [{ stack: 'softplus', input: '[B, 8, 24]', output: '[B, 8, 24]', weights: 0 }],
});
