/** cross_entropy: how surprised the logits are by the targets. */
import type { Value } from './graph.ts';
import { float, input, type OpRule } from './rule.ts';

/**
 * The mean of -log softmax(logits)[target] over the targets that are not negative. Of each answer the share `smoothing`
 * is spread evenly over all classes.
 * Inputs: logits [*, V], targets int[*]. Output: a number.
 */
export interface CrossEntropyOp {
  readonly kind: 'cross_entropy';
  readonly smoothing: number;
}

export const crossEntropy: OpRule<CrossEntropyOp> = {
  result(_, inputs) {
    input(inputs, 0);
    input(inputs, 1);
    return float();
  },
  kept: ({ inputs }) => ({ own: [inputs[0] as Value], inputs: [1] }),
};
