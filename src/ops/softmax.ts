/** softmax: shares over the last dim. */
import { input, type OpRule } from './rule.ts';

/** exp(x) / sum exp(x) over the last dim. */
export interface SoftmaxOp {
  readonly kind: 'softmax';
}

export const softmax: OpRule<SoftmaxOp> = {
  result: (_, inputs) => input(inputs, 0),
  kept: () => ({ output: true }),
};
