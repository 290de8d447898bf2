/** prepend: rows of a table before the positions of every example. */
import { add, type Dim, numberOf } from '../shapes/dim.ts';
import { inPlaceBut } from './reach.ts';
import { float, input, type OpRule } from './rule.ts';

/** The rows of a table, then the positions. Inputs: x [B, T, C], table [n, C]. Output [B, n + T, C]. */
export interface PrependOp {
  readonly kind: 'prepend';
}

export const prepend: OpRule<PrependOp> = {
  result(_, inputs) {
    const [batch, positions, channels] = input(inputs, 0).dims as readonly [Dim, Dim, Dim];
    const [rows] = input(inputs, 1).dims as readonly [Dim, Dim];
    return float(batch, add(positions, rows), channels);
  },
  reach(node) {
    const rows = numberOf(node.inputs[1]?.type.dims[0] as Dim);
    if (rows === undefined) return [inPlaceBut(node, 0, { 1: undefined }), { kind: 'weight', everywhere: true }];
    const moved = { of: 1, sees: (at: number) => [at - rows] };
    return [inPlaceBut(node, 0, { 1: moved }), { kind: 'weight', everywhere: true, to: rows }];
  },
  kept: () => ({}),
};
