/** gated: one half of the channels lets the other through. */
import { constant, type Dim, divide, numberOf } from '../shapes/dim.ts';
import { inPlaceBut } from './reach.ts';
import { input, lastDim, type OpRule } from './rule.ts';

/** [*, 2C] to [*, C]: `glu` is first half · sigmoid(second half), `swiglu` is silu(first half) · second half. */
export interface GatedOp {
  readonly kind: 'gated';
  readonly fn: 'glu' | 'swiglu';
}

export const gated: OpRule<GatedOp> = {
  result(_, inputs) {
    const x = input(inputs, 0);
    return { ...x, dims: x.dims.with(-1, divide(lastDim(inputs, 0), constant(2))) };
  },
  reach(node) {
    const last = node.output.type.dims.length - 1;
    const half = numberOf(node.output.type.dims[last] as Dim);
    const both = (at: number) => (half === undefined ? [] : [at, at + half]);
    return [inPlaceBut(node, 0, { [last]: half === undefined ? undefined : { of: last, sees: both } })];
  },
  kept: () => ({ inputs: [0] }),
};
