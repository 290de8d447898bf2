/** huber: squares of small differences, straight lines for large ones. */
import { defineLoss } from '../registry/training.ts';

export const huber = defineLoss({
  name: 'huber',
  summary: 'like mse for differences up to delta, like mae beyond',
  formula: 'mean of e² / 2 where |e| <= delta, else delta (|e| - delta / 2); e = x - y',
  source: 'Huber, 1964; torch.nn.functional.huber_loss, torch.nn.HuberLoss',
  keras: 'Huber(delta)',
  params: {
    delta: {
      kind: 'value',
      type: 'number',
      exclusiveMinimum: 0,
      default: 1,
      positional: true,
      description: 'the difference from which on the loss grows in a straight line',
    },
  },
  examples: ['sgd loss=huber', 'sgd loss=huber(delta=0.5)'],
  targets: ['value', 'image'],
  defaultFor: [],
  lower: (b, output, target, { delta }) => b.op({ kind: 'pointwise_loss', fn: 'huber', delta }, output, target),
});
