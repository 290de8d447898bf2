/** linear: a straight line from the rate to its end. */
import { add, div, min as least, mul } from '../formula/formula.ts';
import { defineSchedule } from '../registry/training.ts';
import { warmup } from '../registry/warmup.ts';

export const linear = defineSchedule({
  name: 'linear',
  summary: 'falls in a straight line from lr to end',
  formula: 'lr + (end - lr) i / steps',
  source: 'torch.optim.lr_scheduler.LinearLR(start_factor=1)',
  keras: 'PolynomialDecay(lr, steps, end)',
  params: {
    lr: { kind: 'value', type: 'number', exclusiveMinimum: 0, positional: true, description: 'the rate at the start' },
    end: { kind: 'value', type: 'number', minimum: 0, default: 0, description: 'the rate at the end' },
    ...warmup,
  },
  examples: ['adamw lr=linear(1e-3, warmup=100)', 'sgd lr=linear(0.1, end=0.001)'],
  rate: ({ lr, end }, i, steps) => add(lr, mul(end - lr, div(least(i, steps), steps))),
});
