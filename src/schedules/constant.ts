/** constant: the same learning rate throughout. */
import { formula } from '../formula/formula.ts';
import { defineSchedule } from '../registry/training.ts';
import { warmup } from '../registry/warmup.ts';

export const constant = defineSchedule({
  name: 'constant',
  summary: 'the same learning rate throughout; a plain number means this',
  formula: 'lr',
  source: 'torch.optim.lr_scheduler.ConstantLR(factor=1)',
  keras: 'learning_rate=lr',
  params: {
    lr: { kind: 'value', type: 'number', exclusiveMinimum: 0, positional: true, description: 'the learning rate' },
    ...warmup,
  },
  examples: ['sgd lr=0.1', 'sgd lr=constant(0.1, warmup=100)'],
  rate: ({ lr }) => formula(lr),
});
