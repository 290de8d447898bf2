/** lion: steps of one size, whose sign is that of a running mean. */
import { add, mul, sign, sub, variable } from '../formula/formula.ts';
import { betas, decayed, decaySetting } from '../registry/moments.ts';
import { defineOptimiser } from '../registry/training.ts';

const [grad, lr, m] = [variable('grad'), variable('lr'), variable('m')];

export const lion = defineOptimiser({
  name: 'lion',
  summary: 'steps of one size for all weights, whose sign is that of a running mean of g',
  formula: 'w = (1 - lr decay) w - lr sign(b1 m + (1 - b1) g); m = b2 m + (1 - b2) g',
  source: 'Chen et al., Symbolic Discovery of Optimization Algorithms, 2023',
  keras: 'Lion(learning_rate) (0.001 by default)',
  lr: 1e-4,
  highest: 0.1,
  stepsByRate: true,
  params: {
    betas: betas('the mean of g, in the step and from one step to the next,', [0.9, 0.99]),
    decay: decaySetting(0, 'weight decay, apart from the gradient'),
  },
  examples: ['lion lr=1e-4', 'lion lr=cosine(3e-4) betas=[0.95, 0.98] decay=0.1'],
  state: () => ['m'],
  update({ betas: [b1, b2], decay }) {
    const direction = sign(add(mul(b1, m), mul(1 - b1, grad)));
    return { weight: sub(decayed(decay), mul(lr, direction)), state: { m: add(mul(b2, m), mul(1 - b2, grad)) } };
  },
});
