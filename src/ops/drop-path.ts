/** drop_path: whole examples are dropped at random. */
import { input, type OpRule } from './rule.ts';

/** In training each example becomes 0 with probability p and the rest is divided by 1 - p; in evaluation x itself. */
export interface DropPathOp {
  readonly kind: 'drop_path';
  readonly p: number;
  /** What tells this place's random numbers from others'. */
  readonly site: string;
}

export const dropPath: OpRule<DropPathOp> = {
  result: (_, inputs) => input(inputs, 0),
  // One number for each example, which is not counted.
  kept: () => ({}),
  modes: () => true,
};
