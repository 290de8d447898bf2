/** pointwise_loss as tensors. */
import type { PointwiseLossOp } from '../../ops/pointwise-loss.ts';
import { abs, float, max, mean, min, mul, sigmoid, sign, square, sub, withGradient } from '../../tensors/build.ts';
import { sizeOf, type Tensor } from '../../tensors/tensor.ts';
import { input, type Lower } from './lowering.ts';
import { softplus } from './unary.ts';

export const pointwiseLoss: Lower<PointwiseLossOp> = ({ op }, inputs) => {
  const [x, given] = [input(inputs, 0), input(inputs, 1)];
  const { value, slope } = lossOf(op, x, given.type === 'i32' ? float(given) : given);
  return withGradient(mean(value), [x], (dy) => [mul(slope, mul(dy, 1 / sizeOf(x.shape)))]);
};

/** What is to be paid for each number, and its derivative by x. */
interface Pointwise {
  readonly value: Tensor;
  readonly slope: Tensor;
}

function lossOf(op: PointwiseLossOp, x: Tensor, y: Tensor): Pointwise {
  const e = sub(x, y);
  switch (op.fn) {
    case 'squared':
      return { value: square(e), slope: mul(e, 2) };
    case 'absolute':
      return { value: abs(e), slope: sign(e) };
    case 'huber': {
      const bent = min(abs(e), op.delta);
      return { value: mul(bent, sub(abs(e), mul(bent, 0.5))), slope: max(min(e, op.delta), -op.delta) };
    }
    case 'binary_cross_entropy':
      // -y log p - (1 - y) log(1 - p) with p = sigmoid(x).
      return { value: sub(softplus(x), mul(x, y)), slope: sub(sigmoid(x), y) };
  }
}
