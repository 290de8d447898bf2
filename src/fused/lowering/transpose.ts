/** transpose as tensors. */
import type { TransposeOp } from '../../ops/transpose.ts';
import { transpose as turned } from '../../tensors/build.ts';
import { input, type Lower } from './lowering.ts';

export const transpose: Lower<TransposeOp> = (_, inputs) => turned(input(inputs, 0));
