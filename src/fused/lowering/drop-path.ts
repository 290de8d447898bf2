/** drop_path as tensors. */
import type { DropPathOp } from '../../ops/drop-path.ts';
import { mul } from '../../tensors/build.ts';
import { dropoutMask } from './dropout.ts';
import { input, type Lower } from './lowering.ts';

export const dropPath: Lower<DropPathOp> = ({ op: { p, site } }, inputs, { training }) => {
  const x = input(inputs, 0);
  if (!training || p === 0) return x;
  const perExample = x.shape.map((dim, axis) => (axis === 0 ? dim : 1));
  return mul(x, dropoutMask(perExample, p, site));
};
