/** exponential: the rate times gamma at every step. */
import { mul, pow } from '../formula/formula.ts';
import { defineSchedule } from '../registry/training.ts';
import { warmup } from '../registry/warmup.ts';

export const exponential = defineSchedule({
  name: 'exponential',
  summary: 'multiplied by gamma at every step',
  formula: 'lr gamma^i',
  source: 'torch.optim.lr_scheduler.ExponentialLR',
  keras: 'ExponentialDecay(lr, 1, gamma)',
  params: {
    lr: { kind: 'value', type: 'number', exclusiveMinimum: 0, positional: true, description: 'the rate at the start' },
    gamma: {
      kind: 'value',
      type: 'number',
      exclusiveMinimum: 0,
      positional: true,
      description: 'what the rate is multiplied by at each step; 0.999 leaves a third after 1,000 steps',
    },
    ...warmup,
  },
  examples: ['sgd lr=exponential(0.1, 0.999)', 'adamw lr=exponential(1e-3, 0.9995, warmup=100)'],
  rate: ({ lr, gamma }, i) => mul(lr, pow(gamma, i)),
});
