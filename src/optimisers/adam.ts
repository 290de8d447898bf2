/** adam: steps of a size of their own for each weight. */
import { sub, variable } from '../formula/formula.ts';
import { betas, decaySetting, epsilon, gradientWith, moments } from '../registry/moments.ts';
import { defineOptimiser } from '../registry/training.ts';

export const adam = defineOptimiser({
  name: 'adam',
  summary: 'steps of a size of their own for each weight, from running means of g and g²',
  formula: 'g += decay w; m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g²; w -= lr m̂ / (sqrt(v̂) + eps)',
  source: 'Kingma and Ba, Adam, 2015; torch.optim.Adam',
  keras: 'Adam(learning_rate) (epsilon is 1e-7 and added before the bias is corrected)',
  lr: 1e-3,
  highest: 0.1,
  stepsByRate: true,
  mostDecay: 0.5,
  params: {
    betas: betas('the running means of g and g²', [0.9, 0.999]),
    eps: epsilon(1e-8),
    decay: decaySetting(0, 'weight decay (L2); adamw decays apart from the gradient'),
  },
  examples: ['adam lr=1e-3', 'adam betas=[0.9, 0.98] eps=1e-9 decay=1e-4'],
  state: () => ['m', 'v'],
  update({ betas, eps, decay }) {
    const { state, step } = moments(gradientWith(decay), betas, eps);
    return { weight: sub(variable('weight'), step), state };
  },
});
