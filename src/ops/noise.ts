/** noise: random numbers are added. */
import { input, type OpRule } from './rule.ts';

/** In training a number of N(0, std²) is added to each; in evaluation x itself. */
export interface NoiseOp {
  readonly kind: 'noise';
  readonly std: number;
  /** What tells this place's random numbers from others'. */
  readonly site: string;
}

export const noise: OpRule<NoiseOp> = {
  result: (_, inputs) => input(inputs, 0),
  kept: () => ({}),
  fills: () => true,
  modes: () => true,
};
