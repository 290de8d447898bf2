/** Zeros between the numbers along an axis, so that they stand `step` apart. */
import { insertDim, pad, reshape, slice } from './build.ts';
import type { Tensor } from './tensor.ts';

export function spread(x: Tensor, axis: number, step: number): Tensor {
  if (step === 1) return x;
  const size = x.shape[axis] as number;
  const padded = pad(insertDim(x, axis + 1), axis + 1, 0, step - 1);
  return slice(reshape(padded, x.shape.with(axis, size * step)), axis, 0, (size - 1) * step + 1);
}
