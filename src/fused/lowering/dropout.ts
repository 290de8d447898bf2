/** dropout as tensors. */
import type { DropoutOp } from '../../ops/dropout.ts';
import { less, mul, random, select } from '../../tensors/build.ts';
import type { Tensor } from '../../tensors/tensor.ts';
import { input, type Lower } from './lowering.ts';

export const dropout: Lower<DropoutOp> = ({ op: { p, site } }, inputs, { training }) => {
  const x = input(inputs, 0);
  return training && p > 0 ? mul(x, dropoutMask(x.shape, p, site)) : x;
};

/**
 * 0 with probability p, else 1 / (1 - p). Uniform numbers are multiples of 2^-24, and so they are below p where they are
 * below the next such multiple, which a float32 holds while it may round p.
 */
export function dropoutMask(shape: readonly number[], p: number, site: string): Tensor {
  const bound = Math.ceil(p * 2 ** 24) * 2 ** -24;
  return select(less(random('dropout', site, shape), bound), 0, 1 / (1 - p));
}
