/** stretch: a dim of 1 made as long as others. */
import type { Dim } from '../shapes/dim.ts';
import { input, type OpRule } from './rule.ts';

/** x with its dims of 1 repeated, so that it has these dims. The first dim of both is B. */
export interface StretchOp {
  readonly kind: 'stretch';
  readonly dims: readonly Dim[];
}

export const stretch: OpRule<StretchOp> = {
  result: ({ dims }, inputs) => ({ ...input(inputs, 0), dims }),
  kept: () => ({}),
};
