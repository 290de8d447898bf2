/** pool: the greatest number, or the mean, of each window. */
import type { Dim } from '../shapes/dim.ts';
import type { Value } from './graph.ts';
import { itself } from './reach.ts';
import { float, input, lastDim, type OpRule } from './rule.ts';
import { lengthsAfter, type Pads, slidOver } from './window.ts';

/**
 * The greatest number or the mean of each window, channel by channel, over [B, T, C] or [B, H, W, C]. Padding is never
 * the greatest; it counts as zeros in a mean. Of equal numbers the first one, row by row, takes the gradient.
 */
export interface PoolOp {
  readonly kind: 'pool';
  readonly fn: 'max' | 'avg';
  readonly kernel: readonly Dim[];
  readonly stride: readonly Dim[];
  readonly dilation: readonly Dim[];
  readonly pads: Pads;
}

export const pool: OpRule<PoolOp> = {
  result(op, inputs) {
    const [batch, ...rest] = input(inputs, 0).dims as readonly [Dim, ...Dim[]];
    return float(batch, ...lengthsAfter(rest.slice(0, -1), op.kernel, op), lastDim(inputs, 0));
  },
  reach({ op, inputs }) {
    const { dims } = (inputs[0] as Value).type;
    const slid = slidOver(dims.slice(1, -1), op.kernel, op);
    return [{ kind: 'numbers', axes: [...slid, { of: dims.length - 1, sees: itself }] }];
  },
  kept: ({ op }) => (op.fn === 'max' ? { inputs: [0] } : {}),
};
