/** upsample: n positions, rows and columns for each one. */
import { constant, type Dim, mul, numberOf, sub } from '../shapes/dim.ts';
import type { Value } from './graph.ts';
import { type AxisReach, inPlaceBut } from './reach.ts';
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
  reach(node) {
    const { dims } = (node.inputs[0] as Value).type;
    const between = dims.slice(1, -1).map((length, at) => [at + 1, along(node.op, at + 1, length)] as const);
    return [inPlaceBut(node, 0, Object.fromEntries(between))];
  },
};

/** The position itself and, between the middles of two, the neighbour that is nearer, if there is one. */
function along({ n, mode }: UpsampleOp, of: number, length: Dim): AxisReach {
  const [times, last] = [numberOf(n), numberOf(sub(length, constant(1)))];
  if (times === undefined || last === undefined) return undefined;
  const sees = (at: number) => {
    const own = Math.floor(at / times);
    const offset = ((at % times) + 0.5) / times - 0.5;
    const neighbour = Math.min(Math.max(own + Math.sign(offset), 0), last);
    return mode === 'nearest' ? [own] : [own, neighbour];
  };
  return { of, sees };
}
