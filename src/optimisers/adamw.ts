/** adamw: Adam with decoupled weight decay. */
import { add, div, mul, pow, sqrt, sub, variable } from '../formula/formula.ts';
import { defineOptimiser } from '../registry/training.ts';

const [weight, grad, lr, t] = [variable('weight'), variable('grad'), variable('lr'), variable('t')];

export const adamw = defineOptimiser({
  name: 'adamw',
  summary: 'Adam with weight decay apart from the gradient',
  formula: 'm = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g²; w = (1 - lr decay) w - lr m̂ / (sqrt(v̂) + eps)',
  source: 'Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019; torch.optim.AdamW',
  lr: 1e-3,
  params: {
    betas: {
      kind: 'value',
      type: 'array',
      prefixItems: [
        { type: 'number', minimum: 0, exclusiveMaximum: 1 },
        { type: 'number', minimum: 0, exclusiveMaximum: 1 },
      ],
      items: false,
      minItems: 2,
      default: [0.9, 0.999],
      description: 'how much of the running means of g and g² is kept',
    },
    eps: {
      kind: 'value',
      type: 'number',
      exclusiveMinimum: 0,
      default: 1e-8,
      description: 'added to the root, against division by zero',
    },
    decay: { kind: 'value', type: 'number', minimum: 0, default: 0.01, description: 'weight decay, on every weight' },
  },
  examples: ['adamw lr=1e-3', 'adamw lr=cosine(5e-4, warmup=100) betas=[0.9, 0.99] decay=0.1'],
  state: () => ['m', 'v'],
  update({ betas: [b1, b2], eps, decay }) {
    const m = add(mul(b1, variable('m')), mul(1 - b1, grad));
    const v = add(mul(b2, variable('v')), mul(1 - b2, mul(grad, grad)));
    const mean = div(variable('next_m'), sub(1, pow(b1, t)));
    const square = div(variable('next_v'), sub(1, pow(b2, t)));
    const kept = decay === 0 ? weight : mul(weight, sub(1, mul(lr, decay)));
    return { weight: sub(kept, mul(lr, div(mean, add(sqrt(square), eps)))), state: { m, v } };
  },
});
