/** global_avgpool: the mean of each channel. */
import { defineGlobalPool } from '../registry/global-pooling.ts';

export const globalAvgpool = defineGlobalPool({
  name: 'global_avgpool',
  fn: 'avg',
  summary: 'the mean of each channel over all positions, or over all rows and columns',
  formula: 'y[c] = mean over t of x[t, c]',
  pytorch: 'nn.AdaptiveAvgPool2d(1) and flatten, x.mean(1)',
  keras: 'GlobalAveragePooling1D(), GlobalAveragePooling2D() (keepdims=True is keep)',
  examples: [
    { stack: 'global_avgpool', input: '[B, 7, 7, 512]', output: '[B, 512]', weights: 0 },
    { stack: 'global_avgpool keep', input: '[B, 7, 7, 512]', output: '[B, 1, 1, 512]', weights: 0 },
    {
      stack: 'mul ( id, global_avgpool keep | linear 2 | relu | linear 8 | sigmoid )',
      input: '[B, 7, 7, 8]',
      output: '[B, 7, 7, 8]',
      weights: 42,
    },
  ],
});
