/** softmax: shares over the last dim. */
import { input, type OpRule } from './rule.ts';

/** exp(x) / sum exp(x) over the last dim, or the logarithm of it. */
export interface SoftmaxOp {
  readonly kind: 'softmax';
  readonly log?: true;
}

export const softmax: OpRule<SoftmaxOp> = {
  result: (_, inputs) => input(inputs, 0),
  kept: () => ({ output: true }),
};
