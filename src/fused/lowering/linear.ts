/** linear as tensors. */
import type { LinearOp } from '../../ops/linear.ts';
import { add, contract, transpose } from '../../tensors/build.ts';
import { input, type Lower } from './lowering.ts';

export const linear: Lower<LinearOp> = ({ op }, inputs) => {
  const weight = op.transposed ? transpose(input(inputs, 1)) : input(inputs, 1);
  const product = contract(input(inputs, 0), weight);
  return inputs[2] ? add(product, inputs[2]) : product;
};
