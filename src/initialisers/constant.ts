/** constant: every number is the same. */
import { defineInitialiser } from '../registry/training.ts';

export const constant = defineInitialiser({
  name: 'constant',
  summary: 'every number is x',
  formula: 'x',
  source: 'torch.nn.init.constant_',
  keras: 'Constant(x)',
  params: { x: { kind: 'value', type: 'number', positional: true, description: 'the number' } },
  examples: ['linear 27 bias_init=constant(0.1)'],
  init: ({ x }) => ({ kind: 'constant', value: x }),
});
