/** Mean and variance of the numbers of a weight as it starts. */
import type { Init, Scale } from '../../registry/training.ts';
import type { Dim } from '../../shapes/dim.ts';
import type { Moments } from './spread.ts';

/** Undefined where they hang on a size that is open. */
export function momentsOf(
  init: Init,
  shape: readonly Dim[],
  size: (dim: Dim) => number | undefined,
): Moments | undefined {
  const scaled = ({ gain, fan }: Scale) => {
    const inputs = fan === undefined ? 1 : size(fan);
    return inputs === undefined ? undefined : gain ** 2 / inputs;
  };
  switch (init.kind) {
    case 'constant':
      return { mean: init.value, variance: 0 };
    case 'normal':
      return around(init.mean, scaled(init.std));
    case 'uniform': {
      const square = scaled(init.bound);
      return around(0, square && square / 3);
    }
    case 'orthogonal':
      return around(0, orthogonalVariance(init.gain, shape.map(size)));
  }
}

function around(mean: number, variance: number | undefined): Moments | undefined {
  return variance === undefined ? undefined : { mean, variance };
}

/** Rows or columns, the fewer of them, have the length `gain`, so that the squares of all numbers sum up to gain² times those. */
function orthogonalVariance(gain: number, shape: readonly (number | undefined)[]): number | undefined {
  const columns = shape.at(-1);
  if (columns === undefined || shape.includes(undefined)) return undefined;
  const rows = (shape as readonly number[]).slice(0, -1).reduce((product, length) => product * length, 1);
  return gain ** 2 / Math.max(rows, columns);
}
