/** sigmoid: the logistic function: squashes to between 0 and 1. */
import { defineElementwise } from '../registry/elementwise.ts';

export const sigmoid = defineElementwise({
  name: 'sigmoid',
  fn: 'sigmoid',
  summary: 'the logistic function: squashes to between 0 and 1',
  formula: 'y = 1 / (1 + exp(-x))',
  pytorch: 'nn.Sigmoid()',
  keras: "Activation('sigmoid')",
  examples: [{ stack: 'sigmoid', input: '[B, 8, 24]', output: '[B, 8, 24]', weights: 0 }],
});
