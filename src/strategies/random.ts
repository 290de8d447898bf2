/** random: values drawn at random. */
import { defineStrategy } from '../registry/training.ts';

export const random = defineStrategy({
  name: 'random',
  summary: 'values drawn at random',
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
  examples: ['random d=[64, 128] train.lr=log(1e-3, 1e-1)'],
});
