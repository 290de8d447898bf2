/** position: what tells positions apart. */
import { inPlace } from './reach.ts';
import { input, type OpRule } from './rule.ts';

/**
 * x plus a vector for each position. Inputs: x [B, T, C], and the vectors [T, C]; without them they are sines and cosines
 * of the angles t / 10000^(2i/C), interleaved (sin on even channels, cos on odd ones) or the sines in the first half.
 */
export interface PositionOp {
  readonly kind: 'position';
  readonly order: 'interleaved' | 'halves';
}

export const position: OpRule<PositionOp> = {
  result: (_, inputs) => input(inputs, 0),
  reach: (node) => node.inputs.map((_, at) => (at === 0 ? inPlace(node, 0) : { kind: 'weight', everywhere: true })),
  fills: () => 'unevenly',
  kept: () => ({}),
};
