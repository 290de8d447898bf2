/** rmsprop: gradients divided by their recent size. */
import { add, div, mul, sqrt, sub, variable } from '../formula/formula.ts';
import { decaySetting, epsilon, gradientWith } from '../registry/moments.ts';
import { defineOptimiser } from '../registry/training.ts';

const [weight, lr] = [variable('weight'), variable('lr')];

export const rmsprop = defineOptimiser({
  name: 'rmsprop',
  summary: 'gradients divided by their recent size, with momentum if wanted',
  formula:
    'g += decay w; v = alpha v + (1 - alpha) g²; w -= lr g / (sqrt(v) + eps), or with momentum b = momentum b + g / (sqrt(v) + eps); w -= lr b',
  source: 'Tieleman and Hinton, Lecture 6.5, 2012; torch.optim.RMSprop',
  keras: 'RMSprop(learning_rate, rho) (0.001 and 0.9 by default; epsilon stands under the root)',
  lr: 0.01,
  highest: 1,
  mostDecay: 0.5,
  params: {
    alpha: {
      kind: 'value',
      type: 'number',
      minimum: 0,
      exclusiveMaximum: 1,
      default: 0.99,
      description: 'how much of the running mean of g² is kept',
    },
    eps: epsilon(1e-8),
    momentum: {
      kind: 'value',
      type: 'number',
      minimum: 0,
      exclusiveMaximum: 1,
      usual: 0.9,
      default: 0,
      description: 'how much of the last direction is kept',
    },
    decay: decaySetting(0, 'weight decay (L2)'),
  },
  examples: ['rmsprop lr=0.01', 'rmsprop lr=1e-3 alpha=0.9 momentum=0.9'],
  state: ({ momentum }) => (momentum === 0 ? ['v'] : ['v', 'velocity']),
  update({ alpha, eps, momentum, decay }) {
    const g = gradientWith(decay);
    const v = add(mul(alpha, variable('v')), mul(1 - alpha, mul(g, g)));
    const direction = div(g, add(sqrt(variable('next_v')), eps));
    if (momentum === 0) return { weight: sub(weight, mul(lr, direction)), state: { v } };
    const velocity = add(mul(momentum, variable('velocity')), direction);
    return { weight: sub(weight, mul(lr, variable('next_velocity'))), state: { v, velocity } };
  },
});
