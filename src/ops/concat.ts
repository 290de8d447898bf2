/** concat: tensors one after the other. */
import { add, type Dim } from '../shapes/dim.ts';
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
};
