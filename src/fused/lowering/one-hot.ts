/** one_hot as tensors. */
import type { OneHotOp } from '../../ops/one-hot.ts';
import { equal, insertDim, iota } from '../../tensors/build.ts';
import { input, type Lower } from './lowering.ts';

export const oneHot: Lower<OneHotOp> = ({ output }, inputs, { shapeOf }) => {
  const ids = input(inputs, 0);
  return equal(iota(shapeOf(output.type), -1), insertDim(ids, ids.shape.length));
};
