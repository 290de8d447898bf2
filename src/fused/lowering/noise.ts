/** noise as tensors. */
import type { NoiseOp } from '../../ops/noise.ts';
import { add, concat, cos, log, mul, random, reshape, sin, slice, sqrt, sub } from '../../tensors/build.ts';
import { sizeOf, type Tensor } from '../../tensors/tensor.ts';
import { input, type Lower } from './lowering.ts';

export const noise: Lower<NoiseOp> = ({ op: { std, site } }, inputs, { training }) => {
  const x = input(inputs, 0);
  return training ? add(x, mul(normal(x.shape, site), std)) : x;
};

/** Numbers of N(0, 1) by Box and Muller: the uniforms at 2i and 2i + 1 give the cosine to 2i and the sine to 2i + 1. */
function normal(shape: readonly number[], site: string): Tensor {
  const pairs = Math.ceil(sizeOf(shape) / 2);
  const uniforms = random('noise', site, [pairs, 2]);
  const radius = sqrt(mul(log(sub(1, slice(uniforms, 1, 0, 1))), -2));
  const angle = mul(slice(uniforms, 1, 1, 2), 2 * Math.PI);
  const both = concat([mul(radius, cos(angle)), mul(radius, sin(angle))], 1);
  return reshape(slice(reshape(both, [2 * pairs]), 0, 0, sizeOf(shape)), shape);
}
