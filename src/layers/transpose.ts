/** transpose: the last two dims change places. */
import { defineLayer } from '../registry/layer.ts';
import { gives, misfit } from '../registry/rule.ts';
import type { Dim } from '../shapes/dim.ts';

export const transpose = defineLayer({
  name: 'transpose',
  group: 'shape',
  summary: 'makes positions of channels and channels of positions: the last two dims change places',
  signature: '[B, …, M, N] -> [B, …, N, M]',
  formula: 'y[…, j, i] = x[…, i, j]',
  params: {},
  pytorch: 'x.transpose(-2, -1)',
  keras: 'Permute((2, 1))',
  examples: [
    { stack: 'transpose', input: '[B, 8, 24]', output: '[B, 24, 8]', weights: 0 },
    { stack: 'transpose | linear 16 | transpose', input: '[B, 8, 24]', output: '[B, 16, 24]', weights: 144 },
  ],
  type(input) {
    const { dims } = input;
    if (dims.length < 3) return misfit({ kind: 'rank', takes: '[B, …, M, N]' }, input);
    const [before, last] = dims.slice(-2) as [Dim, Dim];
    return gives({ ...input, dims: [...dims.slice(0, -2), last, before] });
  },
  lower: (b, x) => b.op({ kind: 'transpose' }, x),
});
