/** convolution as tensors. */
import type { ConvolutionOp } from '../../ops/convolution.ts';
import { add, concat, contract, insertDim, mul, permute, reshape, slice } from '../../tensors/build.ts';
import { sizeOf, type Tensor } from '../../tensors/tensor.ts';
import { input, type Lower } from './lowering.ts';
import { slidingOver, taps } from './windows.ts';

/**
 * From so many channels on, a product for each tap of the window is long enough to be fast, and nothing is copied; with
 * fewer, whole windows are gathered for one product, whose gradients are one product each too.
 */
const MANY_CHANNELS = 64;

export const convolution: Lower<ConvolutionOp> = ({ op, output }, inputs, context) => {
  const [x, weight] = [input(inputs, 0), input(inputs, 1)];
  const slidings = slidingOver(x.shape.slice(1, -1), weight.shape.slice(0, -2), op, context);
  const views = taps(x, slidings, context.shapeOf(output.type).slice(1, -1));
  const groups = context.size(op.groups);
  const isDepthwise = groups > 1 && weight.shape.at(-2) === 1;
  const y = isDepthwise ? channelByChannel(views, weight) : product(views, weight, groups);
  return inputs[2] ? add(y, inputs[2]) : y;
};

/** Each channel has numbers of its own: weight [k…, 1, out], where out is as many times the channels. */
function channelByChannel(views: readonly Tensor[], weight: Tensor): Tensor {
  const channels = views[0]?.shape.at(-1) as number;
  const own = reshape(weight, [views.length, channels, (weight.shape.at(-1) as number) / channels]);
  return views
    .map((view, tap) => {
      const factors = reshape(slice(own, 0, tap, tap + 1), own.shape.slice(1));
      const parts = mul(insertDim(view, view.shape.length), factors);
      return reshape(parts, view.shape.with(-1, weight.shape.at(-1) as number));
    })
    .reduce(add);
}

/** Windows times weight [k…, C/groups, out]. */
function product(views: readonly Tensor[], weight: Tensor, groups: number): Tensor {
  const [share, out] = weight.shape.slice(-2) as readonly number[] as readonly [number, number];
  const apart = views.map((view) => inGroups(view, groups));
  const parts = share < MANY_CHANNELS ? [concat(apart, -1)] : apart;
  const rows = reshape(weight, [sizeOf(weight.shape) / out, groups, out / groups]);
  const height = (rows.shape[0] as number) / parts.length;
  const sums = parts.map((part, at) => {
    const matrices = slice(rows, 0, at * height, (at + 1) * height);
    return productInGroups(part, permute(matrices, 1, 0, 2));
  });
  return sums.reduce(add);
}

/** [..., C] as [..., groups, C/groups]. */
export function inGroups(x: Tensor, groups: number): Tensor {
  return reshape(x, [...x.shape.slice(0, -1), groups, (x.shape.at(-1) as number) / groups]);
}

/** [..., groups, n] times a matrix for each group, [groups, n, out/groups]: [..., out]. */
export function productInGroups(x: Tensor, matrices: Tensor): Tensor {
  const [groups, n, columns] = matrices.shape as readonly [number, number, number];
  const outer = x.shape.slice(0, -2);
  if (groups === 1) return contract(reshape(x, [...outer, n]), reshape(matrices, [n, columns]));
  const axes = outer.map((_, axis) => axis);
  const first = permute(x, axes.length, ...axes, axes.length + 1);
  const sums = contract(first, matrices, { batch: 1 });
  const back = permute(sums, ...axes.map((axis) => axis + 1), 0, axes.length + 1);
  return reshape(back, [...outer, groups * columns]);
}
