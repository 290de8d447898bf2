/** adagrad: gradients divided by the size of all that came before. */
import { add, div, mul, sqrt, sub, variable } from '../formula/formula.ts';
import { decaySetting, epsilon, gradientWith } from '../registry/moments.ts';
import { defineOptimiser } from '../registry/training.ts';

export const adagrad = defineOptimiser({
  name: 'adagrad',
  summary: 'gradients divided by the size of all that came before',
  formula: 'g += decay w; s += g²; w -= lr g / (sqrt(s + initial_accumulator_value) + eps)',
  source: 'Duchi, Hazan and Singer, 2011; torch.optim.Adagrad',
  keras: 'Adagrad(learning_rate) (sums start at 0.1; epsilon stands under the root)',
  lr: 0.01,
  highest: 10,
  mostDecay: 0.5,
  params: {
    eps: epsilon(1e-10),
    decay: decaySetting(0, 'weight decay (L2)'),
    initial_accumulator_value: {
      kind: 'value',
      type: 'number',
      minimum: 0,
      default: 0,
      description: 'what the sum of squares begins with; above 0 the first steps are smaller',
    },
  },
  examples: ['adagrad lr=0.01', 'adagrad lr=0.1 eps=1e-8'],
  state: () => ['sum'],
  update({ eps, decay, initial_accumulator_value: initial }) {
    const g = gradientWith(decay);
    const size = sqrt(add(variable('next_sum'), initial));
    const step = mul(variable('lr'), div(g, add(size, eps)));
    return { weight: sub(variable('weight'), step), state: { sum: add(variable('sum'), mul(g, g)) } };
  },
});
