/** softmax: shares over the last dim. */
import { type Dim, numberOf } from '../shapes/dim.ts';
import { overChannels } from './reach.ts';
import { input, type OpRule } from './rule.ts';

/** exp(x) / sum exp(x) over the last dim, or the logarithm of it. */
export interface SoftmaxOp {
  readonly kind: 'softmax';
  readonly log?: true;
}

export const softmax: OpRule<SoftmaxOp> = {
  result: (_, inputs) => input(inputs, 0),
  reach: (node) => [overChannels(node, 0)],
  compares: ({ output }) => ({ axes: [output.type.dims.length - 1] }),
  // The logarithm of all is 0.
  fills: ({ op, output }) => !op.log || numberOf(output.type.dims.at(-1) as Dim) !== 1,
  kept: () => ({ output: true }),
};
