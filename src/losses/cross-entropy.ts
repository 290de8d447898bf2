/** cross_entropy: how surprised the model is by the right class. */
import { defineLoss } from '../registry/training.ts';

export const crossEntropy = defineLoss({
  name: 'cross_entropy',
  summary: 'the mean of -log of the probability given to the right class; applies softmax itself',
  formula:
    'mean of -sum q log softmax(x), over the targets that are not -1; q is 1 - smoothing at the target, plus smoothing / V',
  source: 'torch.nn.functional.cross_entropy(ignore_index=-1), torch.nn.CrossEntropyLoss',
  keras: 'SparseCategoricalCrossentropy(from_logits=True, ignore_class=-1)',
  params: {
    smoothing: {
      kind: 'value',
      type: 'number',
      minimum: 0,
      exclusiveMaximum: 1,
      usual: 0.1,
      default: 0,
      description: 'the share of each answer that is spread evenly over all classes',
    },
  },
  examples: ['sgd loss=cross_entropy', 'sgd loss=cross_entropy(smoothing=0.1)'],
  targets: ['class', 'tokens'],
  defaultFor: ['class', 'tokens'],
  lower: (b, output, target, { smoothing }) => b.op({ kind: 'cross_entropy', smoothing }, output, target),
});
