/** slice: a stretch of one axis. */
import { type Dim, numberOf, sub } from '../shapes/dim.ts';
import { inPlaceBut } from './reach.ts';
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
  reach(node) {
    const { axis } = node.op;
    const from = numberOf(node.op.from);
    const along = from === undefined ? undefined : { of: axis, sees: (at: number) => [at + from] };
    return [inPlaceBut(node, 0, { [axis]: along })];
  },
  kept: () => ({}),
};
