/** pixel_shuffle: channels become rows and columns. */
import { type Dim, divide, mul } from '../shapes/dim.ts';
import { inPlaceBut } from './reach.ts';
import { float, input, type OpRule } from './rule.ts';

/** y[b, h*n + i, w*n + j, c] = x[b, h, w, c*n*n + i*n + j]: [B, H, W, n*n*C] to [B, n*H, n*W, C]. */
export interface PixelShuffleOp {
  readonly kind: 'pixel_shuffle';
  readonly n: Dim;
}

export const pixelShuffle: OpRule<PixelShuffleOp> = {
  result({ n }, inputs) {
    const [batch, rows, columns, channels] = input(inputs, 0).dims as readonly [Dim, Dim, Dim, Dim];
    return float(batch, mul(rows, n), mul(columns, n), divide(channels, mul(n, n)));
  },
  // A row comes of channels as well.
  reach: (node) => [inPlaceBut(node, 0, { 1: undefined, 2: undefined, 3: undefined })],
  kept: () => ({}),
};
