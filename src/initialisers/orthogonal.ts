/** orthogonal: a matrix that turns and keeps lengths. */
import { defineInitialiser } from '../registry/training.ts';

export const orthogonal = defineInitialiser({
  name: 'orthogonal',
  summary: 'a random matrix that turns and keeps lengths: its rows or columns, the fewer of them, are orthonormal',
  formula: 'gain Q, where Q R is N(0, 1) over [inputs, units] and the diagonal of R positive',
  source: 'Saxe, McClelland and Ganguli, 2014; torch.nn.init.orthogonal_',
  keras: 'Orthogonal(gain)',
  params: {
    gain: { kind: 'value', type: 'number', minimum: 0, default: 1, positional: true, description: 'a factor' },
  },
  examples: ['linear 200 init=orthogonal', 'linear 200 init=orthogonal(5/3)'],
  init: ({ gain }) => ({ kind: 'orthogonal', gain }),
});
