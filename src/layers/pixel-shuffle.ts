/** pixel_shuffle: channels become rows and columns. */
import { defineLayer } from '../registry/layer.ts';
import { float, gives, misfit } from '../registry/rule.ts';
import { type Dim, divide, mul, numberOf } from '../shapes/dim.ts';

export const pixelShuffle = defineLayer({
  name: 'pixel_shuffle',
  group: 'pooling',
  summary: 'makes an image n times as high and wide of n*n times as many channels',
  signature: '[B, H, W, C] -> [B, n*H, n*W, C/(n*n)]',
  formula: 'y[h*n + i, w*n + j, c] = x[h, w, c*n*n + i*n + j]',
  params: {
    n: { kind: 'size', type: 'integer', minimum: 1, positional: true, description: 'how many times as high and wide' },
  },
  pytorch: 'nn.PixelShuffle(n)',
  keras: 'tf.nn.depth_to_space(x, n) (there the order of the channels is i, j, c)',
  examples: [{ stack: 'pixel_shuffle 2', input: '[B, 7, 7, 16]', output: '[B, 14, 14, 4]', weights: 0 }],
  type(input, { n }) {
    const [batch, rows, columns, channels] = input.dims as readonly [Dim, Dim, Dim, Dim];
    if (input.dtype === 'int') return misfit({ kind: 'needs-float' }, input);
    if (input.dims.length !== 4) return misfit({ kind: 'rank', takes: '[B, H, W, C]' }, input);
    const square = mul(n, n);
    const output = float(batch, mul(rows, n), mul(columns, n), divide(channels, square));
    const obligation = { kind: 'divides', divisor: square, of: channels } as const;
    return gives(output, [{ obligation, what: 'channels', axis: 3, param: 'n', ways: waysFor(channels) }]);
  },
  lower: (b, x, { n }) => b.op({ kind: 'pixel_shuffle', n }, x),
});

/** The largest number but 1 whose square divides the channels. */
function waysFor(channels: Dim): string[] {
  const size = numberOf(channels) ?? 0;
  for (let n = Math.floor(Math.sqrt(size)); n > 1; n--) if (size % (n * n) === 0) return [`pixel_shuffle ${n}`];
  return [];
}
