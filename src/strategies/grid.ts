/** grid: every combination of the values. */
import { defineStrategy } from '../registry/training.ts';

export const grid = defineStrategy({
  name: 'grid',
  summary: 'every combination of the values',
  params: {
    prune: {
      kind: 'value',
      enum: ['none', 'asha'],
      default: 'none',
      description: 'whether poor trials are stopped early',
    },
    seed: { kind: 'value', type: 'integer', minimum: 0, default: 42, description: 'decides which values are drawn' },
  },
  examples: ['grid d=[64, 128] train.lr=log(1e-3, 1e-1)'],
});
