/** dropout: numbers are dropped at random. */
import { input, type OpRule } from './rule.ts';

/** In training each number is dropped with probability p and the rest divided by 1 - p; in evaluation x itself. */
export interface DropoutOp {
  readonly kind: 'dropout';
  readonly p: number;
  /** What tells this place's random numbers from others'. */
  readonly site: string;
}

export const dropout: OpRule<DropoutOp> = {
  result: (_, inputs) => input(inputs, 0),
  kept: ({ output }) => ({ own: [output] }),
  modes: () => true,
};
