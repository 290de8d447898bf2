/** avgpool: the mean of each window. */
import { definePool } from '../registry/pooling.ts';

export const avgpool = definePool({
  name: 'avgpool',
  fn: 'avg',
  summary: 'the mean of each window, channel by channel; padding counts as zeros',
  formula: 'y[t, c] = mean over j of x[t*stride + j - pad, c], 0 outside of x',
  pytorch: 'nn.AvgPool1d(k), nn.AvgPool2d(k)',
  keras: 'AveragePooling1D(k), AveragePooling2D(k) (there padding does not count)',
  examples: [
    { stack: 'avgpool2', input: '[B, 28, 28, 6]', output: '[B, 14, 14, 6]', weights: 0 },
    { stack: 'avgpool 3 stride=1 padding=1', input: '[B, 8, 4]', output: '[B, 8, 4]', weights: 0 },
    { stack: 'avgpool [2, 1]', input: '[B, 6, 5, 4]', output: '[B, 3, 5, 4]', weights: 0 },
  ],
});
