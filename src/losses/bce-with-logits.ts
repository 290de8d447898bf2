/** bce_with_logits: each number as a yes or no. */
import { defineLoss } from '../registry/training.ts';

export const bceWithLogits = defineLoss({
  name: 'bce_with_logits',
  summary: 'each number is a yes or no, and y, between 0 and 1, how likely yes is; applies sigmoid itself',
  formula: 'mean of max(x, 0) - x y + log(1 + exp(-|x|)), over all numbers',
  source: 'torch.nn.functional.binary_cross_entropy_with_logits, torch.nn.BCEWithLogitsLoss',
  keras: 'BinaryCrossentropy(from_logits=True)',
  params: {},
  examples: ['sgd loss=bce_with_logits'],
  targets: ['value', 'image'],
  defaultFor: [],
  unit: true,
  lower: (b, output, target) => b.op({ kind: 'pointwise_loss', fn: 'binary_cross_entropy' }, output, target),
});
