/** stretch as tensors. */
import type { StretchOp } from '../../ops/stretch.ts';
import { expand } from '../../tensors/build.ts';
import { input, type Lower } from './lowering.ts';

export const stretch: Lower<StretchOp> = ({ output }, inputs, { shapeOf }) =>
  expand(input(inputs, 0), shapeOf(output.type));
