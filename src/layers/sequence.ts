/** sequence: an image as a sequence of its points. */
import { defineLayer } from '../registry/layer.ts';
import { gives, misfit } from '../registry/rule.ts';
import { type Dim, mul } from '../shapes/dim.ts';

export const sequence = defineLayer({
  name: 'sequence',
  group: 'shape',
  summary: 'reads an image row by row, so that each of its points becomes a position',
  signature: '[B, H, W, C] -> [B, H*W, C]',
  formula: 'y[b, i*W + j, c] = x[b, i, j, c]',
  params: {},
  pytorch: 'x.flatten(2).transpose(1, 2) (there the channel is dim 1)',
  keras: 'Reshape((H * W, C))',
  examples: [{ stack: 'sequence', input: '[B, 14, 14, 768]', output: '[B, 196, 768]', weights: 0 }],
  type(input) {
    const dims = sequenceDims(input.dims);
    return dims ? gives({ ...input, dims }) : misfit({ kind: 'rank', takes: '[B, H, W, C]' }, input);
  },
  lower: (b, x) => b.op({ kind: 'reshape', dims: sequenceDims(x.type.dims) ?? [] }, x),
});

function sequenceDims(dims: readonly Dim[]): readonly Dim[] | undefined {
  const [batch, height, width, channels] = dims;
  if (!batch || !height || !width || !channels || dims.length !== 4) return undefined;
  return [batch, mul(height, width), channels];
}
