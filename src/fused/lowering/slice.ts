/** slice as tensors. */
import type { SliceOp } from '../../ops/slice.ts';
import { slice as sliced } from '../../tensors/build.ts';
import { input, type Lower } from './lowering.ts';

export const slice: Lower<SliceOp> = ({ op }, inputs, { size }) =>
  sliced(input(inputs, 0), op.axis, size(op.from), size(op.to));
