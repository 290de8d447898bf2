/** transpose: the last two dims change places. */
import type { Dim } from '../shapes/dim.ts';
import { inPlaceBut, itself } from './reach.ts';
import { input, type OpRule } from './rule.ts';

/** The last two dims, neither of them B, change places. */
export interface TransposeOp {
  readonly kind: 'transpose';
}

export const transpose: OpRule<TransposeOp> = {
  result(_, inputs) {
    const type = input(inputs, 0);
    const [last, before] = [type.dims.at(-1) as Dim, type.dims.at(-2) as Dim];
    return { ...type, dims: [...type.dims.slice(0, -2), last, before] };
  },
  reach(node) {
    const last = node.output.type.dims.length - 1;
    const swapped = { [last]: { of: last - 1, sees: itself }, [last - 1]: { of: last, sees: itself } };
    return [inPlaceBut(node, 0, swapped)];
  },
  kept: () => ({}),
};
