/** mae: the mean of the differences, taken as positive. */
import { defineLoss } from '../registry/training.ts';

export const mae = defineLoss({
  name: 'mae',
  summary: 'the mean of the differences, taken as positive: outliers weigh less than with mse',
  formula: 'mean of |x - y|, over all numbers',
  source: 'torch.nn.functional.l1_loss, torch.nn.L1Loss',
  keras: 'MeanAbsoluteError()',
  params: {},
  examples: ['sgd loss=mae'],
  targets: ['value', 'image'],
  defaultFor: [],
  lower: (b, output, target) => b.op({ kind: 'pointwise_loss', fn: 'absolute' }, output, target),
});
