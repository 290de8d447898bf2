/** last: the vector of the last position. */
import { definePosition } from '../registry/one-position.ts';

export const last = definePosition('last', {
  name: 'last',
  group: 'shape',
  summary: 'keeps the vector of the last position',
  formula: 'y = x[:, T-1]',
  pytorch: 'x[:, -1]',
  keras: 'Lambda(lambda x: x[:, -1]) (or return_sequences=False before it)',
  examples: [{ stack: 'last', input: '[B, 8, 24]', output: '[B, 24]', weights: 0 }],
});
