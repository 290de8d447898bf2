/** concat: tensors one after the other. */
import { add, constant, type Dim, numberOf } from '../shapes/dim.ts';
import type { Value } from './graph.ts';
import { type AxisReach, inPlaceBut } from './reach.ts';
import { input, type OpRule } from './rule.ts';

/** Tensors one after the other along `axis` (>= 1; B cannot be joined). */
export interface ConcatOp {
  readonly kind: 'concat';
  readonly axis: number;
}

export const concat: OpRule<ConcatOp> = {
  result({ axis }, inputs) {
    const first = input(inputs, 0);
    const along = inputs.map((_, at) => input(inputs, at).dims[axis] as Dim);
    return { ...first, dims: first.dims.with(axis, along.reduce(add)) };
  },
  kept: () => ({}),
  reach: (node) =>
    node.inputs.map((_, at) => {
      const axis = node.op.axis;
      const lengths = node.inputs.map(({ type }: Value) => type.dims[axis] as Dim);
      const start = numberOf(lengths.slice(0, at).reduce(add, constant(0)));
      const along: AxisReach = start === undefined ? undefined : { of: axis, sees: (place) => [place - start] };
      return inPlaceBut(node, at, { [axis]: along });
    }),
};
