/** upsample: n positions, rows and columns for each one. */
import { type Dim, mul } from '../shapes/dim.ts';
import { input, type OpRule } from './rule.ts';

/**
 * [B, T, C] or [B, H, W, C] made n times as long in each dim but the first and the last: `nearest` repeats each number,
 * `bilinear` draws lines between the middles of neighbours (PyTorch's align_corners=False) and goes on level at the ends.
 */
export interface UpsampleOp {
  readonly kind: 'upsample';
  readonly n: Dim;
  readonly mode: 'nearest' | 'bilinear';
}

export const upsample: OpRule<UpsampleOp> = {
  result({ n }, inputs) {
    const type = input(inputs, 0);
    const last = type.dims.length - 1;
    return { ...type, dims: type.dims.map((dim, axis) => (axis === 0 || axis === last ? dim : mul(dim, n))) };
  },
  kept: () => ({}),
};
