/** prepend as tensors. */
import type { PrependOp } from '../../ops/prepend.ts';
import { concat, expand, insertDim } from '../../tensors/build.ts';
import { input, type Lower } from './lowering.ts';

export const prepend: Lower<PrependOp> = (_, inputs) => {
  const [x, rows] = [input(inputs, 0), input(inputs, 1)];
  return concat([expand(insertDim(rows, 0), [x.shape[0] as number, ...rows.shape]), x], 1);
};
