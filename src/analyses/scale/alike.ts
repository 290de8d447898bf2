/** Means over positions: how much of what numbers have in common a mean of them keeps. */
import type { Kernel } from './spread.ts';

/** What neighbours have in common beyond what all positions have; it is taken to fall off evenly with each step. */
export function fallOff({ self, near, far }: Kernel): number {
  const own = self - far;
  return own > 0 ? Math.max(0, Math.min(1, (near - far) / own)) : 0;
}

/** The mean of a^|i - j - shift| over i and j below n: what two windows of n positions have in common, so far apart. */
export function overlap(n: number, a: number, shift = 0): number {
  if (a === 0 || n > 512) return Math.max(0, n - Math.abs(shift)) / n ** 2 + beyond(n, a);
  let sum = 0;
  for (let lag = 1 - n; lag < n; lag++) sum += (n - Math.abs(lag)) * a ** Math.abs(lag - shift);
  return sum / n ** 2;
}

/** For long stretches the ends do not count: 2a / (1 - a) further neighbours for each. */
function beyond(n: number, a: number): number {
  return a === 0 ? 0 : Math.min(1, (2 * a) / (1 - a) / n);
}

/** A kernel at neighbours that are `steps` positions apart. */
export function spaced(cov: Kernel, steps: number): Kernel {
  return { ...cov, near: cov.far + (cov.self - cov.far) * fallOff(cov) ** steps };
}

/**
 * The mean over a window of so many positions in each dim, of windows that lie `steps` positions apart. What is common to
 * all positions stays; of what is each position's own, so much as its neighbours have as well.
 */
export function averaged(cov: Kernel, lengths: readonly number[], steps: readonly number[]): Kernel {
  const a = fallOff(cov);
  const product = (shifts: readonly number[]) => lengths.reduce((all, n, axis) => all * overlap(n, a, shifts[axis]), 1);
  const kept = product(lengths.map(() => 0));
  const beside = product(lengths.map((_, axis) => (axis === 0 ? (steps[0] ?? 0) : 0)));
  return {
    self: cov.far + (cov.self - cov.far) * kept,
    near: cov.far + (cov.self - cov.far) * beside,
    far: cov.far,
    examples: cov.both + (cov.examples - cov.both) * kept,
    both: cov.both,
  };
}
