/** mse: the mean of the squared differences. */
import { defineLoss } from '../registry/training.ts';

export const mse = defineLoss({
  name: 'mse',
  summary: 'the mean of the squared differences',
  formula: 'mean of (x - y)², over all numbers',
  source: 'torch.nn.functional.mse_loss, torch.nn.MSELoss',
  keras: 'MeanSquaredError()',
  params: {},
  examples: ['sgd loss=mse'],
  targets: ['value', 'image'],
  defaultFor: ['value', 'image'],
  lower: (b, output, target) => b.op({ kind: 'pointwise_loss', fn: 'squared' }, output, target),
});
