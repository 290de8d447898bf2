/** uniform: evenly between two numbers. */
import { defineInitialiser } from '../registry/training.ts';

export const uniform = defineInitialiser({
  name: 'uniform',
  summary: 'evenly between -a and a',
  formula: 'U(-a, a)',
  source: 'torch.nn.init.uniform_',
  keras: 'RandomUniform(-a, a)',
  params: { a: { kind: 'value', type: 'number', minimum: 0, positional: true, description: 'the largest magnitude' } },
  examples: ['embed 24 init=uniform(0.05)'],
  init: ({ a }) => ({ kind: 'uniform', bound: { gain: a, fan: undefined } }),
});
