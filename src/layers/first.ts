/** first: the vector of the first position. */
import { definePosition } from '../registry/one-position.ts';

export const first = definePosition('first', {
  name: 'first',
  group: 'shape',
  summary: 'keeps the vector of the first position, where class tokens stand',
  formula: 'y = x[:, 0]',
  pytorch: 'x[:, 0]',
  keras: 'Lambda(lambda x: x[:, 0])',
  examples: [
    { stack: 'first', input: '[B, 8, 24]', output: '[B, 24]', weights: 0 },
    { stack: 'prepend 1 | first', input: '[B, 8, 24]', output: '[B, 24]', weights: 24 },
  ],
});
