/** pointwise_loss: how far each number is from the one that is wanted. */
import { float, input, type OpRule } from './rule.ts';

/**
 * The mean over all numbers of one of these, where e = x - y:
 * - `squared`: e²
 * - `absolute`: |e|
 * - `huber`: e²/2 where |e| <= delta, else delta (|e| - delta/2)
 * - `binary_cross_entropy`: -y log sigmoid(x) - (1 - y) log(1 - sigmoid(x))
 *
 * Inputs: x and y of the same dims. Output: a number.
 */
export type PointwiseLossOp =
  | { readonly kind: 'pointwise_loss'; readonly fn: 'squared' | 'absolute' | 'binary_cross_entropy' }
  | { readonly kind: 'pointwise_loss'; readonly fn: 'huber'; readonly delta: number };

export const pointwiseLoss: OpRule<PointwiseLossOp> = {
  result(_, inputs) {
    input(inputs, 0);
    input(inputs, 1);
    return float();
  },
  kept: () => ({ inputs: [0, 1] }),
};
