/** reshape: the same numbers under other dims. */
import type { Dim } from '../shapes/dim.ts';
import { input, type OpRule } from './rule.ts';

/** The same numbers in row-major order under other dims. The first dim of both is B. */
export interface ReshapeOp {
  readonly kind: 'reshape';
  readonly dims: readonly Dim[];
  /** How many neighbouring positions of [B, T, C] became one, where that is what the dims say. */
  readonly fuses?: Dim;
}

export const reshape: OpRule<ReshapeOp> = {
  result: ({ dims }, inputs) => ({ ...input(inputs, 0), dims }),
  kept: () => ({}),
  reach: () => [{ kind: 'reshaped' }],
};
