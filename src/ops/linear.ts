/** linear: a matrix product over the last dim. */
import { type Dim, mul } from '../shapes/dim.ts';
import { product } from '../shapes/shape.ts';
import { overChannels, weighted } from './reach.ts';
import { float, input, lastDim, type OpRule } from './rule.ts';

/** x W + b over the last dim. Inputs: x [*, C], W [C, out], and b [out] unless there is none. */
export interface LinearOp {
  readonly kind: 'linear';
  /** W is given as [out, C]: the table of an embedding. */
  readonly transposed?: true;
}

export const linear: OpRule<LinearOp> = {
  result({ transposed }, inputs) {
    const out = transposed ? (input(inputs, 1).dims[0] as Dim) : lastDim(inputs, 1);
    return float(...input(inputs, 0).dims.slice(0, -1), out);
  },
  macs: ({ inputs, output }) => mul(product(inputs[0]?.type.dims.slice(1) ?? []), output.type.dims.at(-1) as Dim),
  kept: () => ({ inputs: [0] }),
  reach: (node) => weighted(node, overChannels(node, 0)),
};
