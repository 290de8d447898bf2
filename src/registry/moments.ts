/** What optimisers with running means share: Adam's settings and its step, and the decay of weights. */
import { add, div, type Formula, mul, type Operand, pow, sqrt, sub, variable } from '../formula/formula.ts';

const [weight, grad, lr, t] = [variable('weight'), variable('grad'), variable('lr'), variable('t')];

/** Two shares, each of which is kept from one step to the next. */
export function betas<const Default extends readonly [number, number]>(means: string, usual: Default) {
  const share = { type: 'number', minimum: 0, exclusiveMaximum: 1 } as const;
  return {
    kind: 'value',
    type: 'array',
    prefixItems: [share, share],
    items: false,
    minItems: 2,
    default: usual,
    description: `how much of ${means} is kept`,
  } as const;
}

/** A number that is added against division by zero. */
export function epsilon(usual: number) {
  return {
    kind: 'value',
    type: 'number',
    exclusiveMinimum: 0,
    default: usual,
    description: 'added to the root, against division by zero',
  } as const;
}

/** How strongly weights are pulled towards zero. */
export function decaySetting(usual: number, about: string) {
  return { kind: 'value', type: 'number', minimum: 0, default: usual, description: about } as const;
}

/** The gradient of the loss with the penalty `decay / 2 * weight²`. */
export function gradientWith(decay: number): Formula {
  return decay === 0 ? grad : add(grad, mul(decay, weight));
}

/** The weight after decay that the gradient knows nothing of. */
export function decayed(decay: number): Formula {
  return decay === 0 ? weight : mul(weight, sub(1, mul(lr, decay)));
}

/** Running means m of the gradient and v of its square, without the pull of their start at zero. */
export function moments(gradient: Formula, [b1, b2]: readonly [number, number], eps: Operand) {
  const m = add(mul(b1, variable('m')), mul(1 - b1, gradient));
  const v = add(mul(b2, variable('v')), mul(1 - b2, mul(gradient, gradient)));
  const mean = div(variable('next_m'), sub(1, pow(b1, t)));
  const square = div(variable('next_v'), sub(1, pow(b2, t)));
  return { state: { m, v }, step: mul(lr, div(mean, add(sqrt(square), eps))) };
}
