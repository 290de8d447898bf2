/** causal_mean: at each position the mean of what came up to it. */
import { inPlaceBut, past } from './reach.ts';
import { input, type OpRule } from './rule.ts';

/** y[t] = (x[0] + … + x[t]) / (t + 1) along axis 1 of [B, T, C]: a mean, of which no multiply-adds are counted. */
export interface CausalMeanOp {
  readonly kind: 'causal_mean';
}

export const causalMean: OpRule<CausalMeanOp> = {
  result: (_, inputs) => input(inputs, 0),
  kept: () => ({}),
  reach: (node) => [inPlaceBut(node, 0, { 1: { of: 1, sees: past } })],
};
