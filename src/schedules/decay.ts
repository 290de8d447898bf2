/** decay: the rate times gamma, again and again. */
import { div, floor, mul, pow } from '../formula/formula.ts';
import { defineSchedule } from '../registry/training.ts';
import { warmup } from '../registry/warmup.ts';

export const decay = defineSchedule({
  name: 'decay',
  summary: 'multiplied by gamma every so many steps',
  formula: 'lr gamma^floor(i / every)',
  source: 'torch.optim.lr_scheduler.StepLR',
  keras: 'ExponentialDecay(lr, every, gamma, staircase=True)',
  params: {
    lr: { kind: 'value', type: 'number', exclusiveMinimum: 0, positional: true, description: 'the rate at the start' },
    gamma: {
      kind: 'value',
      type: 'number',
      exclusiveMinimum: 0,
      positional: true,
      description: 'what the rate is multiplied by; 0.1 makes it a tenth',
    },
    every: { kind: 'value', type: 'integer', minimum: 1, description: 'steps from one multiplication to the next' },
    ...warmup,
  },
  examples: ['sgd lr=decay(0.1, 0.5, every=1000)', 'adam lr=decay(1e-3, 0.1, every=30_000, warmup=100)'],
  rate: ({ lr, gamma, every }, i) => mul(lr, pow(gamma, floor(div(i, every)))),
});
