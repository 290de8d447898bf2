/** zeros: every number is 0. */
import { defineInitialiser } from '../registry/training.ts';

export const zeros = defineInitialiser({
  name: 'zeros',
  summary: 'every number is 0',
  formula: '0',
  source: 'torch.nn.init.zeros_',
  keras: 'Zeros()',
  params: {},
  examples: ['linear 27 bias_init=zeros'],
  init: () => ({ kind: 'constant', value: 0 }),
});
