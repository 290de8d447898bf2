/** sgd: stochastic gradient descent. */
import { add, mul, sub, variable } from '../formula/formula.ts';
import { decaySetting, gradientWith } from '../registry/moments.ts';
import { defineOptimiser } from '../registry/training.ts';

const [weight, lr] = [variable('weight'), variable('lr')];

export const sgd = defineOptimiser({
  name: 'sgd',
  summary: 'stochastic gradient descent, with momentum if wanted',
  formula: 'g += decay w; v = momentum v + g; w -= lr v, or with nesterov w -= lr (g + momentum v)',
  source: 'torch.optim.SGD',
  keras: 'SGD(learning_rate, momentum) (0.01 by default; it is the steps that are summed up, not the gradients)',
  lr: 0.1,
  highest: 10,
  mostDecay: 0.5,
  params: {
    momentum: {
      kind: 'value',
      type: 'number',
      minimum: 0,
      exclusiveMaximum: 1,
      usual: 0.9,
      default: 0,
      description: 'how much of the last direction is kept',
    },
    nesterov: { kind: 'switch', type: 'boolean', default: false, description: 'looks ahead along the momentum' },
    decay: decaySetting(0, 'weight decay (L2)'),
  },
  examples: ['sgd lr=0.1', 'sgd lr=0.1 momentum=0.9 nesterov decay=1e-4'],
  disagreement: ({ momentum, nesterov }) =>
    nesterov && momentum === 0
      ? {
          param: 'nesterov',
          why: 'with nesterov needs a momentum above 0',
          help: 'write momentum=0.9, or leave nesterov out',
        }
      : undefined,
  state: ({ momentum }) => (momentum === 0 ? [] : ['velocity']),
  update({ momentum, nesterov, decay }) {
    const gradient = gradientWith(decay);
    if (momentum === 0) return { weight: sub(weight, mul(lr, gradient)), state: {} };
    const velocity = add(mul(momentum, variable('velocity')), gradient);
    const next = variable('next_velocity');
    const direction = nesterov ? add(gradient, mul(momentum, next)) : next;
    return { weight: sub(weight, mul(lr, direction)), state: { velocity } };
  },
});
