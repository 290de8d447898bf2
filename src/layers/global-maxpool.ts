/** global_maxpool: the greatest number of each channel. */
import { defineGlobalPool } from '../registry/global-pooling.ts';

export const globalMaxpool = defineGlobalPool({
  name: 'global_maxpool',
  fn: 'max',
  summary: 'the greatest number of each channel over all positions, or over all rows and columns',
  formula: 'y[c] = max over t of x[t, c]; of equal ones the first takes the gradient',
  pytorch: 'nn.AdaptiveMaxPool2d(1) and flatten, x.max(1).values',
  keras: 'GlobalMaxPooling1D(), GlobalMaxPooling2D() (keepdims=True is keep)',
  examples: [
    { stack: 'global_maxpool', input: '[B, 8, 6]', output: '[B, 6]', weights: 0 },
    { stack: 'global_maxpool keep', input: '[B, 8, 6]', output: '[B, 1, 6]', weights: 0 },
  ],
});
