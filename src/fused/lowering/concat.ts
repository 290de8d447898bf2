/** concat as tensors. */
import type { ConcatOp } from '../../ops/concat.ts';
import { concat as joined } from '../../tensors/build.ts';
import type { Lower } from './lowering.ts';

export const concat: Lower<ConcatOp> = ({ op }, inputs) => joined(inputs, op.axis);
