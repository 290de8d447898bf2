/** pad: more positions before and after those of a sequence. */
import { add, constant, type Dim, numberOf } from '../shapes/dim.ts';
import { inPlaceBut } from './reach.ts';
import { input, type OpRule } from './rule.ts';

/**
 * `before` and `after` positions more along axis 1: of zeros in [B, T, C], of a token of its own, the last one of the
 * larger vocabulary, in int[B, T].
 */
export interface PadOp {
  readonly kind: 'pad';
  readonly before: Dim;
  readonly after: Dim;
}

export const pad: OpRule<PadOp> = {
  result({ before, after }, inputs) {
    const { vocab, ...type } = input(inputs, 0);
    const dims = type.dims.with(1, [before, after].reduce(add, type.dims[1] as Dim));
    return vocab ? { ...type, dims, vocab: add(vocab, constant(1)) } : { ...type, dims };
  },
  reach(node) {
    const before = numberOf(node.op.before);
    const along = before === undefined ? undefined : { of: 1, sees: (at: number) => [at - before] };
    return [inPlaceBut(node, 0, { 1: along })];
  },
  kept: () => ({}),
};
