/** ones: every number is 1. */
import { defineInitialiser } from '../registry/training.ts';

export const ones = defineInitialiser({
  name: 'ones',
  summary: 'every number is 1',
  formula: '1',
  source: 'torch.nn.init.ones_',
  keras: 'Ones()',
  params: {},
  examples: ['linear 27 bias_init=ones'],
  init: () => ({ kind: 'constant', value: 1 }),
});
