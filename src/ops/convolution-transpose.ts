/** convolution_transpose: what a convolution does to gradients, as a layer; it makes positions, rows and columns more. */
import { type Dim, mul } from '../shapes/dim.ts';
import { product } from '../shapes/shape.ts';
import type { Value } from './graph.ts';
import { weighted } from './reach.ts';
import { float, input, type OpRule } from './rule.ts';
import { lengthsBefore, type Slide, spreadFrom } from './window.ts';

/**
 * Each number is spread over the window that it would have come from. Inputs: x [B, T, C] or [B, H, W, C], weight
 * [k…, out/groups, C], and bias [out] unless there is none. The pads are cut off; `outputPadding` is added at the end.
 */
export interface ConvolutionTransposeOp extends Slide {
  readonly kind: 'convolution_transpose';
  readonly outputPadding: readonly Dim[];
  readonly groups: Dim;
}

export const convolutionTranspose: OpRule<ConvolutionTransposeOp> = {
  result(op, inputs) {
    const [batch, ...rest] = input(inputs, 0).dims as readonly [Dim, ...Dim[]];
    const weight = input(inputs, 1).dims;
    const lengths = lengthsBefore(rest.slice(0, -1), weight.slice(0, -2), op, op.outputPadding);
    return float(batch, ...lengths, mul(weight.at(-2) as Dim, op.groups));
  },
  macs: ({ inputs: [x, weight] }) => mul(product(weight?.type.dims ?? []), product(x?.type.dims.slice(1, -1) ?? [])),
  kept: () => ({ inputs: [0] }),
  reach(node) {
    const [x, weight] = node.inputs as readonly [Value, Value];
    const spread = spreadFrom(x.type.dims.slice(1, -1), weight.type.dims.slice(0, -2), node.op);
    return weighted(node, { kind: 'numbers', axes: [...spread, undefined] });
  },
};
