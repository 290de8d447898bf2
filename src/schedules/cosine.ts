/** cosine: half a cosine from the rate down to a least one. */
import { add, cos, div, min as least, mul } from '../formula/formula.ts';
import { defineSchedule } from '../registry/training.ts';
import { warmup } from '../registry/warmup.ts';

export const cosine = defineSchedule({
  name: 'cosine',
  summary: 'falls along half a cosine from lr to min, and stays there',
  formula: 'min + (lr - min) (1 + cos(pi i / steps)) / 2',
  source: 'Loshchilov and Hutter, SGDR, 2017; torch.optim.lr_scheduler.CosineAnnealingLR',
  keras: 'CosineDecay(lr, steps, alpha=min / lr)',
  params: {
    lr: { kind: 'value', type: 'number', exclusiveMinimum: 0, positional: true, description: 'the rate at the start' },
    min: { kind: 'value', type: 'number', minimum: 0, default: 0, description: 'the rate at the end' },
    steps: {
      kind: 'value',
      type: 'integer',
      minimum: 1,
      optional: true,
      description: 'the step at which min is reached, warm-up included; the last of the run unless given',
    },
    ...warmup,
  },
  examples: ['adamw lr=cosine(1e-3, warmup=100)', 'adamw lr=cosine(1e-3, min=1e-4, steps=5000)'],
  disagreement: ({ min, steps, warmup }) =>
    steps !== undefined && steps <= warmup
      ? {
          param: 'steps',
          why: `needs more steps than the ${warmup} of its warm-up: from step ${steps} on the rate would be ${min}`,
          help: `leave steps out, to fall until training ends, or write more: steps counts the warm-up, too`,
        }
      : undefined,
  rate({ lr, min, steps, warmup }, i, left) {
    const fall = steps === undefined ? left : steps - warmup;
    const angle = mul(Math.PI, div(least(i, fall), fall));
    return add(min, mul((lr - min) / 2, add(1, cos(angle))));
  },
});
