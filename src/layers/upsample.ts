/** upsample: n positions, rows and columns for each one. */
import { defineLayer } from '../registry/layer.ts';
import { gives, misfit } from '../registry/rule.ts';
import { noWindow, slidDims } from '../registry/window.ts';
import { mul } from '../shapes/dim.ts';

export const upsample = defineLayer({
  name: 'upsample',
  group: 'pooling',
  summary: 'makes positions, or rows and columns, n times as many, by repeating them or along lines between them',
  signature: '[B, T, C] -> [B, n*T, C] · [B, H, W, C] -> [B, n*H, n*W, C]',
  formula: 'y[t] = x[t // n]; bilinear: x at (t + 1/2)/n - 1/2, on the line between its neighbours',
  params: {
    n: { kind: 'size', type: 'integer', minimum: 1, positional: true, description: 'how many times as many' },
    mode: {
      kind: 'value',
      enum: ['nearest', 'bilinear'],
      default: 'nearest',
      description: 'repeat each number, or draw lines between the middles of neighbours',
    },
  },
  glued: true,
  pytorch: 'nn.Upsample(scale_factor=n, mode=…) (for sequences bilinear is called linear)',
  keras: 'UpSampling1D(n), UpSampling2D(n, interpolation=…)',
  examples: [
    { stack: 'upsample2', input: '[B, 7, 7, 16]', output: '[B, 14, 14, 16]', weights: 0 },
    { stack: 'upsample 3 mode=bilinear', input: '[B, 4, 6]', output: '[B, 12, 6]', weights: 0 },
  ],
  type(input, { n }) {
    const lengths = slidDims(input);
    if (!lengths) return misfit(noWindow(input), input);
    const dims = input.dims.map((dim, axis) => (axis > 0 && axis <= lengths.length ? mul(dim, n) : dim));
    return gives({ ...input, dims });
  },
  lower: (b, x, { n, mode }) => b.op({ kind: 'upsample', n, mode }, x),
});
