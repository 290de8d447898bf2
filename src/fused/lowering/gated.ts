/** gated as tensors. */
import type { GatedOp } from '../../ops/gated.ts';
import { mul, sigmoid, slice } from '../../tensors/build.ts';
import { input, type Lower } from './lowering.ts';
import { silu } from './unary.ts';

export const gated: Lower<GatedOp> = ({ op }, inputs) => {
  const x = input(inputs, 0);
  const channels = x.shape.at(-1) as number;
  const [first, second] = [slice(x, -1, 0, channels / 2), slice(x, -1, channels / 2, channels)];
  return op.fn === 'glu' ? mul(first, sigmoid(second)) : mul(silu(first), second);
};
