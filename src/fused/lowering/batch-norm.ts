/** batch_norm as tensors. */
import type { BatchNormOp } from '../../ops/batch-norm.ts';
import { add, constant, div, mul, rsqrt, square, sub, sum, withGradient } from '../../tensors/build.ts';
import { sizeOf, type Tensor } from '../../tensors/tensor.ts';
import { withoutShift } from '../rewrites/without-shift.ts';
import { input, type Lower, type LoweringContext } from './lowering.ts';

/**
 * The axes come first, so that what is left of x after a sum over them, [C] or [positions…, C], fits x again from the
 * right; the running statistics have the same shape. Nothing is reshaped, and x stays as a product left it.
 */
export const batchNorm: Lower<BatchNormOp> = ({ op }, inputs, context) => {
  if (context.training) return trained(op, inputs, context);
  const [x, mean, variance] = [input(inputs, 0), input(inputs, 3), input(inputs, 4)];
  const scale = mul(input(inputs, 1), rsqrt(add(variance, op.eps)));
  return add(mul(sub(x, mean), scale), input(inputs, 2));
};

/** By the statistics of the batch, which the running ones move towards. A bias just before is no work of its own. */
function trained(
  { axes, eps, momentum, variance }: BatchNormOp,
  inputs: readonly Tensor[],
  { assign }: LoweringContext,
): Tensor {
  const shifted = withoutShift(input(inputs, 0), axes);
  const [x, weight, bias] = [shifted?.x ?? input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  const [runningMean, runningVariance] = [input(inputs, 3), input(inputs, 4)];
  const n = sizeOf(axes.map((axis) => x.shape[axis] as number));
  const divisor = variance === 'biased' ? n : n - 1;
  const mean = mul(sum(x, ...axes), 1 / n);
  const centred = sub(x, mean);
  const squares = sum(square(centred), ...axes);
  const moved = (running: Tensor, now: Tensor) => add(mul(running, 1 - momentum), mul(now, momentum));
  assign(runningMean, moved(runningMean, shifted ? add(mean, shifted.shift) : mean));
  assign(runningVariance, moved(runningVariance, div(squares, n - 1)));
  const inverse = rsqrt(add(mul(squares, 1 / divisor), eps));
  const scale = mul(inverse, weight);
  const from = [x, weight, bias, ...(shifted ? [shifted.root] : [])];
  return withGradient(add(mul(centred, scale), bias), from, (dy) => {
    const [sums, products] = [sum(dy, ...axes), mul(sum(mul(dy, centred), ...axes), inverse)];
    const common = add(mul(centred, mul(mul(products, inverse), 1 / divisor)), mul(sums, 1 / n));
    const dx = mul(sub(dy, common), scale);
    const none = shifted ? [constant(0, shifted.root.shape)] : [];
    return [dx, perChannel(products), perChannel(sums), ...none];
  });
}

/** Sums of each position and channel added up to those of each channel. */
function perChannel(sums: Tensor): Tensor {
  const positions = sums.shape.slice(0, -1).map((_, axis) => axis);
  return positions.length === 0 ? sums : sum(sums, ...positions);
}
