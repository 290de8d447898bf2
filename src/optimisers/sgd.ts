/** sgd: stochastic gradient descent. */
import { add, type Formula, mul, sub, variable } from '../formula/formula.ts';
import { defineOptimiser } from '../registry/training.ts';

const [weight, grad, lr] = [variable('weight'), variable('grad'), variable('lr')];

export const sgd = defineOptimiser({
  name: 'sgd',
  summary: 'stochastic gradient descent, with momentum if wanted',
  formula: 'g += decay w; v = momentum v + g; w -= lr v, or with nesterov w -= lr (g + momentum v)',
  source: 'torch.optim.SGD',
  lr: 0.1,
  params: {
    momentum: {
      kind: 'value',
      type: 'number',
      minimum: 0,
      exclusiveMaximum: 1,
      default: 0,
      description: 'how much of the last direction is kept',
    },
    nesterov: { kind: 'switch', type: 'boolean', default: false, description: 'looks ahead along the momentum' },
    decay: { kind: 'value', type: 'number', minimum: 0, default: 0, description: 'weight decay (L2)' },
  },
  examples: ['sgd lr=0.1', 'sgd lr=0.1 momentum=0.9 nesterov decay=1e-4'],
  disagreement: ({ momentum, nesterov }) =>
    nesterov && momentum === 0 ? 'with nesterov needs a momentum above 0' : undefined,
  state: ({ momentum }) => (momentum === 0 ? [] : ['velocity']),
  update({ momentum, nesterov, decay }) {
    const gradient: Formula = decay === 0 ? grad : add(grad, mul(decay, weight));
    if (momentum === 0) return { weight: sub(weight, mul(lr, gradient)), state: {} };
    const velocity = add(mul(momentum, variable('velocity')), gradient);
    const next = variable('next_velocity');
    const direction = nesterov ? add(gradient, mul(momentum, next)) : next;
    return { weight: sub(weight, mul(lr, direction)), state: { velocity } };
  },
});
