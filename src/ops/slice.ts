/** slice: a stretch of one axis. */
import { type Dim, sub } from '../shapes/dim.ts';
import { input, type OpRule } from './rule.ts';

/** What stands at `from` up to `to`, which is left out, along `axis` (>= 1; B is never cut). */
export interface SliceOp {
  readonly kind: 'slice';
  readonly axis: number;
  readonly from: Dim;
  readonly to: Dim;
}

export const slice: OpRule<SliceOp> = {
  result({ axis, from, to }, inputs) {
    const type = input(inputs, 0);
    return { ...type, dims: type.dims.with(axis, sub(to, from)) };
  },
  kept: () => ({}),
};
