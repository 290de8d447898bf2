/** global_pool: the greatest number, or the mean, of each channel. */
import { constant, type Dim } from '../shapes/dim.ts';
import type { Value } from './graph.ts';
import { type AxisReach, itself } from './reach.ts';
import { float, input, lastDim, type OpRule } from './rule.ts';

/** Over all dims between the batch and the channels, which go, or with `keep` become 1. */
export interface GlobalPoolOp {
  readonly kind: 'global_pool';
  readonly fn: 'max' | 'avg';
  readonly keep: boolean;
}

export const globalPool: OpRule<GlobalPoolOp> = {
  result({ keep }, inputs) {
    const { dims } = input(inputs, 0);
    const ones = keep ? dims.slice(1, -1).map(() => constant(1)) : [];
    return float(dims[0] as Dim, ...ones, lastDim(inputs, 0));
  },
  reach({ inputs, output }) {
    const last: AxisReach = { of: output.type.dims.length - 1, sees: itself };
    const between = (inputs[0] as Value).type.dims.slice(1, -1).map(() => undefined);
    return [{ kind: 'numbers', axes: [...between, last] }];
  },
  kept: ({ op }) => (op.fn === 'max' ? { inputs: [0] } : {}),
};
