/** one_hot: each id as zeros with a single one. */
import type { Dim } from '../shapes/dim.ts';
import { inPlace } from './reach.ts';
import { float, input, type OpRule } from './rule.ts';

/** For each id as many numbers as there are ids: 1 at the id, 0 elsewhere. Input int[*] of V, output [*, V]. */
export interface OneHotOp {
  readonly kind: 'one_hot';
  readonly classes: Dim;
}

export const oneHot: OpRule<OneHotOp> = {
  result: ({ classes }, inputs) => float(...input(inputs, 0).dims, classes),
  reach: (node) => [inPlace(node, 0)],
  fills: () => 'unevenly',
  kept: () => ({}),
};
