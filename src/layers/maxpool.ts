/** maxpool: the greatest number of each window. */
import { definePool } from '../registry/pooling.ts';

export const maxpool = definePool({
  name: 'maxpool',
  fn: 'max',
  summary: 'the greatest number of each window, channel by channel',
  formula: 'y[t, c] = max over j of x[t*stride + j - pad, c]; of equal ones the first takes the gradient',
  pytorch: 'nn.MaxPool1d(k), nn.MaxPool2d(k)',
  keras: 'MaxPooling1D(k), MaxPooling2D(k)',
  examples: [
    { stack: 'maxpool2', input: '[B, 28, 28, 6]', output: '[B, 14, 14, 6]', weights: 0 },
    { stack: 'maxpool 3 stride=2 padding=1', input: '[B, 112, 112, 64]', output: '[B, 56, 56, 64]', weights: 0 },
    { stack: 'maxpool 3 padding=same', input: '[B, 8, 4]', output: '[B, 3, 4]', weights: 0 },
  ],
});
