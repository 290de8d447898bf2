/** binary as tensors. */
import type { BinaryOp } from '../../ops/binary.ts';
import { add, mul } from '../../tensors/build.ts';
import { input, type Lower } from './lowering.ts';

export const binary: Lower<BinaryOp> = ({ op }, inputs) =>
  (op.fn === 'add' ? add : mul)(input(inputs, 0), input(inputs, 1));
