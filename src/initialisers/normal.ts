/** normal: a Gaussian of fixed width. */
import { defineInitialiser } from '../registry/training.ts';

export const normal = defineInitialiser({
  name: 'normal',
  summary: 'Gaussian with a standard deviation of your own',
  formula: 'N(mean, std²)',
  source: 'torch.nn.init.normal_',
  keras: 'RandomNormal(mean, std)',
  params: {
    mean: { kind: 'value', type: 'number', default: 0, description: 'the mean' },
    std: { kind: 'value', type: 'number', minimum: 0, description: 'the standard deviation' },
  },
  positionals: [['std'], ['mean', 'std']],
  examples: ['linear 27 init=normal(0.01)', 'linear 27 init=normal(1, 0.02)'],
  init: ({ mean, std }) => ({ kind: 'normal', mean, std: { gain: std, fan: undefined } }),
});
