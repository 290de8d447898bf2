/** binary: two tensors, number by number. */
import { numberOf } from '../shapes/dim.ts';
import { inPlace } from './reach.ts';
import { input, type OpRule } from './rule.ts';

/** Two tensors of the same dims, number by number; a dim of 1 is stretched to the length of the other's. */
export interface BinaryOp {
  readonly kind: 'binary';
  readonly fn: 'add' | 'mul';
}

export const binary: OpRule<BinaryOp> = {
  result(_, inputs) {
    const [a, b] = [input(inputs, 0), input(inputs, 1)];
    return { ...a, dims: a.dims.map((dim, axis) => (numberOf(dim) === 1 ? (b.dims[axis] ?? dim) : dim)) };
  },
  reach(node) {
    const [a, b] = [inPlace(node, 0), inPlace(node, 1)];
    return node.op.fn === 'add'
      ? [a, b]
      : [
          { ...a, times: 1 },
          { ...b, times: 0 },
        ];
  },
  // A sum hands its gradient on as it is; only a product needs what it multiplied.
  kept: ({ op }) => (op.fn === 'add' ? {} : { inputs: [0, 1] }),
};
