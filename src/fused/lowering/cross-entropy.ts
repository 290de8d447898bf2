/** cross_entropy as tensors. */
import type { CrossEntropyOp } from '../../ops/cross-entropy.ts';
import {
  add,
  div,
  equal,
  float,
  insertDim,
  iota,
  less,
  log,
  mul,
  select,
  sub,
  sum,
  sumKept,
  withGradient,
} from '../../tensors/build.ts';
import { input, type Lower } from './lowering.ts';
import { exponentials } from './softmax.ts';

/**
 * For each row -sum q log p = log(sum exp(x)) - sum q x, with q = (1 - smoothing) at the target plus smoothing / V; rows
 * whose target is negative have no share. The gradient (p - q) · share is put so that a number takes one product of its
 * exponential with a factor of the row: exp(x) · (share / sum) - q · share.
 */
export const crossEntropy: Lower<CrossEntropyOp> = ({ op: { smoothing } }, inputs) => {
  const [x, targets] = [input(inputs, 0), input(inputs, 1)];
  const target = insertDim(targets, targets.shape.length);
  const hits = equal(iota(x.shape, -1), target);
  const counted = sub(1, less(float(target), 0));
  const each = smoothing / (x.shape.at(-1) as number);
  const { shifted, exps, sums } = exponentials(x);
  const picked = mul(sumKept(select(hits, shifted, 0), -1), 1 - smoothing);
  const answered = smoothing === 0 ? picked : add(picked, mul(sumKept(shifted, -1), each));
  const share = div(1, sum(counted));
  const value = mul(sum(mul(sub(log(sums), answered), counted)), share);
  return withGradient(value, [x], (dy) => {
    const scale = mul(counted, mul(dy, share));
    const known = select(hits, mul(scale, 1 - smoothing), 0);
    const due = smoothing === 0 ? known : add(known, mul(scale, each));
    return [sub(mul(exps, div(scale, sums)), due)];
  });
};
