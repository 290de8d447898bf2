/** gelu: the Gaussian error linear unit. */
import { defineElementwiseWith } from '../registry/elementwise.ts';

export const gelu = defineElementwiseWith({
  name: 'gelu',
  summary: 'each number times the share of a standard normal distribution that lies below it',
  formula: 'y = x (1 + erf(x / sqrt 2)) / 2, or x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2',
  params: {
    approximate: {
      kind: 'value',
      enum: ['none', 'tanh'],
      default: 'none',
      description: 'by the error function, or by a tanh that comes within 0.0005 of it',
    },
  },
  pytorch: "nn.GELU() · nn.GELU(approximate='tanh')",
  keras: "Activation('gelu') (TensorFlow.js calls the tanh form gelu_new)",
  examples: [
    { stack: 'gelu', input: '[B, 8, 24]', output: '[B, 8, 24]', weights: 0 },
    { stack: 'gelu approximate=tanh', input: '[B, 8, 24]', output: '[B, 8, 24]', weights: 0 },
  ],
  fn: ({ approximate }) => ({ fn: approximate === 'tanh' ? 'gelu_tanh' : 'gelu' }),
});
