/** cross_entropy: how surprised the model is by the right class. */
import { defineLoss } from '../registry/training.ts';

export const crossEntropy = defineLoss({
  name: 'cross_entropy',
  summary: 'the mean of -log of the probability given to the right class; applies softmax itself',
  formula: 'mean of -log softmax(x)[target], over the targets that are not -1',
  source: 'torch.nn.functional.cross_entropy(ignore_index=-1)',
  params: {},
  examples: ['sgd loss=cross_entropy'],
  targets: ['class', 'tokens'],
  defaultFor: ['class', 'tokens'],
  lower: (b, output, target) => b.op({ kind: 'cross_entropy' }, output, target),
});
