/** convolution: weighted sums over a window that slides over positions, or over rows and columns. */
import { type Dim, mul } from '../shapes/dim.ts';
import { product } from '../shapes/shape.ts';
import type { Value } from './graph.ts';
import { weighted } from './reach.ts';
import { float, input, lastDim, type OpRule } from './rule.ts';
import { lengthsAfter, type Slide, slidOver } from './window.ts';

/**
 * Cross-correlation, the kernel not flipped. Inputs: x [B, T, C] or [B, H, W, C], weight [k…, C/groups, out], and
 * bias [out] unless there is none. Each of the groups of channels gives its own share of the output.
 */
export interface ConvolutionOp extends Slide {
  readonly kind: 'convolution';
  readonly groups: Dim;
}

export const convolution: OpRule<ConvolutionOp> = {
  result(slide, inputs) {
    const [batch, ...rest] = input(inputs, 0).dims as readonly [Dim, ...Dim[]];
    const kernel = input(inputs, 1).dims.slice(0, -2);
    return float(batch, ...lengthsAfter(rest.slice(0, -1), kernel, slide), lastDim(inputs, 1));
  },
  macs: ({ inputs, output }) => mul(product(inputs[1]?.type.dims ?? []), product(output.type.dims.slice(1, -1))),
  kept: () => ({ inputs: [0] }),
  reach(node) {
    const [x, weight] = node.inputs as readonly [Value, Value];
    const slid = slidOver(x.type.dims.slice(1, -1), weight.type.dims.slice(0, -2), node.op);
    return weighted(node, { kind: 'numbers', axes: [...slid, undefined] });
  },
};
