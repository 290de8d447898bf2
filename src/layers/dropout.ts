/** dropout: drops numbers at random while training. */
import { defineLayer } from '../registry/layer.ts';
import { gives, misfit } from '../registry/rule.ts';

export const dropout = defineLayer({
  name: 'dropout',
  summary: 'while training, sets each number to 0 with probability p and divides the rest by 1 - p',
  group: 'chance',
  signature: '[*] -> [*]',
  formula: 'y = x m / (1 - p), m is 0 with probability p, else 1; in evaluation y = x',
  params: {
    p: {
      kind: 'value',
      type: 'number',
      minimum: 0,
      exclusiveMaximum: 1,
      default: 0.5,
      positional: true,
      description: 'the share that is dropped, from 0 to below 1',
    },
  },
  pytorch: 'nn.Dropout(p)',
  keras: 'Dropout(p)',
  examples: [
    { stack: 'dropout', input: '[B, 64]', output: '[B, 64]', weights: 0 },
    { stack: 'dropout 0.2', input: '[B, 8, 64]', output: '[B, 8, 64]', weights: 0 },
  ],
  type: (input) => (input.dtype === 'int' ? misfit({ kind: 'needs-float' }, input) : gives(input)),
  lower: (b, x, { p }) => (p === 0 ? x : b.op({ kind: 'dropout', p, site: b.site }, x)),
});
