/** reshape as tensors. */
import type { ReshapeOp } from '../../ops/reshape.ts';
import { reshape as reshaped } from '../../tensors/build.ts';
import { input, type Lower } from './lowering.ts';

export const reshape: Lower<ReshapeOp> = ({ output }, inputs, { shapeOf }) =>
  reshaped(input(inputs, 0), shapeOf(output.type));
