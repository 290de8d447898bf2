/** tpe: values drawn where earlier trials did well (Bergstra et al., 2011). */
import { defineStrategy } from '../registry/training.ts';

export const tpe = defineStrategy({
  name: 'tpe',
  summary: 'values drawn where earlier trials did well (Bergstra et al., 2011)',
  params: {
    trials: { kind: 'value', type: 'integer', minimum: 1, default: 20, description: 'how many settings are tried' },
    prune: {
      kind: 'value',
      enum: ['none', 'asha'],
      default: 'none',
      description: 'whether poor trials are stopped early',
    },
    seed: { kind: 'value', type: 'integer', minimum: 0, default: 42, description: 'decides which values are drawn' },
  },
  examples: ['tpe d=[64, 128] train.lr=log(1e-3, 1e-1)'],
});
