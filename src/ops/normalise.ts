/** normalise: the numbers of each example with statistics of their own. */
import type { Dim } from '../shapes/dim.ts';
import { inPlaceBut, overChannels, weighted } from './reach.ts';
import { input, type OpRule } from './rule.ts';

/**
 * (x - mean) / sqrt(var + eps) · weight + bias with the biased variance; `rms` takes 0 for the mean. Statistics are over
 * the channels of each position (`layer`, `rms`), or over all positions and the channels of one group (`group`: groups
 * are neighbours, and C is divisible by their number). Inputs: x [*, C], then weight [C] and bias [C] unless left out.
 */
export type NormaliseOp =
  | { readonly kind: 'normalise'; readonly by: 'layer' | 'rms'; readonly eps: number }
  | { readonly kind: 'normalise'; readonly by: 'group'; readonly groups: Dim; readonly eps: number };

export const normalise: OpRule<NormaliseOp> = {
  result: (_, inputs) => input(inputs, 0),
  // The normalised numbers, before weight and bias.
  kept: ({ output }) => ({ own: [output] }),
  reach(node) {
    const axes = node.output.type.dims.map((_, axis) => [axis, undefined]);
    return weighted(
      node,
      node.op.by === 'group' ? inPlaceBut(node, 0, Object.fromEntries(axes)) : overChannels(node, 0),
    );
  },
  compares({ op, output }) {
    const axes = output.type.dims.map((_, axis) => axis).slice(1);
    if (op.by === 'group') return { axes, groups: op.groups };
    // With 0 for the mean a number that stands alone still counts, by eps.
    return op.by === 'layer' ? { axes: axes.slice(-1) } : undefined;
  },
};
