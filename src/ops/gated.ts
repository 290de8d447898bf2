/** gated: one half of the channels lets the other through. */
import { constant, divide } from '../shapes/dim.ts';
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
  kept: () => ({ inputs: [0] }),
};
