/** binary: two tensors, number by number. */
import { input, type OpRule } from './rule.ts';

/** Two tensors of the same dims, number by number. */
export interface BinaryOp {
  readonly kind: 'binary';
  readonly fn: 'add' | 'mul';
}

export const binary: OpRule<BinaryOp> = {
  result(_, inputs) {
    input(inputs, 1);
    return input(inputs, 0);
  },
  // A sum hands its gradient on as it is; only a product needs what it multiplied.
  kept: ({ op }) => (op.fn === 'add' ? {} : { inputs: [0, 1] }),
};
