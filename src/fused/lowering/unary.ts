/** unary as tensors. */
import type { UnaryOp } from '../../ops/unary.ts';
import {
  abs,
  add,
  erf,
  exp,
  less,
  log,
  max,
  min,
  mul,
  neg,
  select,
  sigmoid,
  square,
  sub,
  tanh,
  withGradient,
} from '../../tensors/build.ts';
import type { Tensor } from '../../tensors/tensor.ts';
import { input, type Lower } from './lowering.ts';

/** Where the derivative can be told from what came out, it is: that lies in memory for the next product anyway. */
export const unary: Lower<UnaryOp> = ({ op }, inputs) => {
  const x = input(inputs, 0);
  switch (op.fn) {
    case 'tanh':
      return tanh(x);
    case 'sigmoid':
      return sigmoid(x);
    case 'relu':
      return relu(x);
    case 'relu_up_to':
      return reluUpTo(x, op.by);
    case 'leaky_relu':
      return leakyRelu(x, op.by);
    case 'elu':
      return elu(x, op.by);
    case 'silu':
      return silu(x);
    case 'softplus':
      return softplus(x);
    case 'gelu':
      return gelu(x);
    case 'gelu_tanh':
      return geluTanh(x);
  }
};

/** x comes first, so that one that is no number stays so. */
function relu(x: Tensor): Tensor {
  const y = max(x, 0);
  return withGradient(y, [x], (dy) => [select(less(0, y), dy, 0)]);
}

function reluUpTo(x: Tensor, most: number): Tensor {
  const y = min(max(x, 0), most);
  return withGradient(y, [x], (dy) => [select(less(0, y), select(less(y, most), dy, 0), 0)]);
}

function leakyRelu(x: Tensor, slope: number): Tensor {
  const y = select(less(0, x), x, mul(x, slope));
  const told = slope < 0 ? x : y;
  return withGradient(y, [x], (dy) => [select(less(0, told), dy, mul(dy, slope))]);
}

/** Below 0 the derivative is alpha exp(x) = y + alpha. */
function elu(x: Tensor, alpha: number): Tensor {
  const y = select(less(0, x), x, mul(sub(exp(min(x, 0)), 1), alpha));
  const told = alpha < 0 ? x : y;
  return withGradient(y, [x], (dy) => [mul(dy, select(less(0, told), 1, add(y, alpha)))]);
}

/** x sigmoid(x). */
export function silu(x: Tensor): Tensor {
  const gate = sigmoid(x);
  const y = mul(x, gate);
  return withGradient(y, [x], (dy) => [mul(dy, add(gate, mul(y, sub(1, gate))))]);
}

/** log(1 + exp(x)), which does not overflow. */
export function softplus(x: Tensor): Tensor {
  const y = add(max(x, 0), log(add(exp(neg(abs(x))), 1)));
  return withGradient(y, [x], (dy) => [mul(dy, sigmoid(x))]);
}

/** x P(N(0, 1) <= x). */
function gelu(x: Tensor): Tensor {
  const share = mul(add(erf(mul(x, Math.SQRT1_2)), 1), 0.5);
  return withGradient(mul(x, share), [x], (dy) => {
    const density = mul(exp(mul(square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
    return [mul(dy, add(share, mul(x, density)))];
  });
}

/** gelu with a tanh in place of the error function: x (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2. */
function geluTanh(x: Tensor): Tensor {
  const [root, bend] = [Math.sqrt(2 / Math.PI), 0.044715];
  const squares = square(x);
  const curve = tanh(mul(x, add(mul(squares, root * bend), root)));
  const half = mul(x, 0.5);
  return withGradient(mul(half, add(curve, 1)), [x], (dy) => {
    const slope = add(mul(squares, 3 * root * bend), root);
    const rise = mul(mul(half, sub(1, square(curve))), slope);
    return [mul(dy, add(mul(add(curve, 1), 0.5), rise))];
  });
}
