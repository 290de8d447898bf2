/** softmax as tensors. */
import type { SoftmaxOp } from '../../ops/softmax.ts';
import { div, exp, largestKept, log, mul, sub, sumKept, withGradient } from '../../tensors/build.ts';
import type { Tensor } from '../../tensors/tensor.ts';
import { input, type Lower } from './lowering.ts';

/** The gradients look at what came out alone: y (dy - sum(dy y)), and dy - exp(y) sum(dy) of the logarithm. */
export const softmax: Lower<SoftmaxOp> = ({ op }, inputs) => {
  const x = input(inputs, 0);
  const { shifted, exps, sums } = exponentials(x);
  if (op.log) {
    const y = sub(shifted, log(sums));
    return withGradient(y, [x], (dy) => [sub(dy, mul(exp(y), sumKept(dy, -1)))]);
  }
  const y = div(exps, sums);
  return withGradient(y, [x], (dy) => [mul(y, sub(dy, sumKept(mul(dy, y), -1)))]);
};

/** Numbers [*, V] less their largest, which keeps exp from overflowing; exp of that; and the sums of those, [*, 1]. */
export function exponentials(x: Tensor) {
  const shifted = sub(x, largestKept(x, -1));
  const exps = exp(shifted);
  return { shifted, exps, sums: sumKept(exps, -1) };
}
