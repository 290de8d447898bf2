/** convolution_transpose as tensors. */
import type { ConvolutionTransposeOp } from '../../ops/convolution-transpose.ts';
import type { Dim } from '../../shapes/dim.ts';
import { add, permute, reshape, slice } from '../../tensors/build.ts';
import { sizeOf } from '../../tensors/tensor.ts';
import { inGroups, productInGroups } from './convolution.ts';
import { input, type Lower } from './lowering.ts';
import { fromTaps, slidingOver } from './windows.ts';

/** One product with the weights of all taps, of which each one's share is added up where the tap sees it. */
export const convolutionTranspose: Lower<ConvolutionTransposeOp> = ({ op, output }, inputs, context) => {
  const [x, weight] = [input(inputs, 0), input(inputs, 1)];
  const groups = context.size(op.groups);
  const [own, channels] = weight.shape.slice(-2) as readonly number[] as readonly [number, number];
  const kernel = weight.shape.slice(0, -2);
  const count = sizeOf(kernel);
  const rows = reshape(weight, [count * own, groups, channels / groups]);
  const products = productInGroups(inGroups(x, groups), permute(rows, 1, 2, 0));
  const outer = x.shape.slice(0, -1);
  const apart = reshape(products, [...outer, groups, count, own]);
  const views = Array.from({ length: count }, (_, tap) =>
    reshape(slice(apart, -2, tap, tap + 1), [...outer, groups * own]),
  );
  const lengths = x.shape.slice(1, -1);
  const stretched = lengths.map((length, axis) => length * context.size(op.stride[axis] as Dim));
  const slidings = slidingOver(stretched, kernel, op, context);
  const y = fromTaps(views, slidings, context.shapeOf(output.type).slice(1, -1));
  return inputs[2] ? add(y, inputs[2]) : y;
};
