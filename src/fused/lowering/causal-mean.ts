/** causal_mean as tensors. */
import type { CausalMeanOp } from '../../ops/causal-mean.ts';
import { contract, expand, table } from '../../tensors/build.ts';
import { input, type Lower } from './lowering.ts';

/**
 * A product of a triangle with each example, whose row t holds t + 1 shares: one kernel on x as it lies, and one on the
 * way back, where running sums would be one of the other, T kernels long.
 */
export const causalMean: Lower<CausalMeanOp> = (_, inputs) => {
  const x = input(inputs, 0);
  const [examples, positions] = x.shape as readonly [number, number, number];
  const triangle = table(shares(positions), [1, positions, positions]);
  return contract(expand(triangle, [examples, positions, positions]), x, { batch: 1 });
};

/** [T, T]: row t holds 1 / (t + 1) up to column t, then zeros. */
function shares(positions: number): Float32Array {
  return Float32Array.from({ length: positions ** 2 }, (_, at) => {
    const row = Math.floor(at / positions);
    return at % positions <= row ? 1 / (row + 1) : 0;
  });
}
