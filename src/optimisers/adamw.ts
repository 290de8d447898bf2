/** adamw: Adam with decoupled weight decay. */
import { sub, variable } from '../formula/formula.ts';
import { betas, decayed, decaySetting, epsilon, moments } from '../registry/moments.ts';
import { defineOptimiser } from '../registry/training.ts';

export const adamw = defineOptimiser({
  name: 'adamw',
  summary: 'Adam with weight decay apart from the gradient',
  formula: 'm = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g²; w = (1 - lr decay) w - lr m̂ / (sqrt(v̂) + eps)',
  source: 'Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019; torch.optim.AdamW',
  keras: 'AdamW(learning_rate) (weight_decay is 0.004, epsilon 1e-7)',
  lr: 1e-3,
  highest: 0.1,
  stepsByRate: true,
  params: {
    betas: betas('the running means of g and g²', [0.9, 0.999]),
    eps: epsilon(1e-8),
    decay: decaySetting(0.01, 'weight decay, on every weight'),
  },
  examples: ['adamw lr=1e-3', 'adamw lr=cosine(5e-4, warmup=100) betas=[0.9, 0.99] decay=0.1'],
  state: () => ['m', 'v'],
  update({ betas, eps, decay }) {
    const { state, step } = moments(variable('grad'), betas, eps);
    return { weight: sub(decayed(decay), step), state };
  },
});
