/** pad: more positions before and after those that there are. */
import { defineLayer } from '../registry/layer.ts';
import { hasPositions } from '../registry/positions.ts';
import { gives, misfit } from '../registry/rule.ts';
import { add, constant, type Dim } from '../shapes/dim.ts';

export const pad = defineLayer({
  name: 'pad',
  group: 'shape',
  summary: 'puts positions before and after the others: of zeros, or, among tokens, of a token of their own',
  signature: '[B, T, C] -> [B, T + left + right, C] · int[B, T] of V -> int[B, T + left + right] of V+1',
  formula: 'y = [0 … 0, x, 0 … 0], along T; among tokens V stands for 0',
  params: {
    left: { kind: 'size', type: 'integer', minimum: 0, default: 1, description: 'positions before the others' },
    right: { kind: 'size', type: 'integer', minimum: 0, default: 0, description: 'positions after the others' },
  },
  pytorch: 'F.pad(x, (0, 0, left, right)) · F.pad(tokens, (left, right), value=V)',
  keras: 'ZeroPadding1D((left, right))',
  examples: [
    { stack: 'pad', input: '[B, 8, 24]', output: '[B, 9, 24]', weights: 0 },
    { stack: 'pad left=2 right=1', input: '[B, 8, 24]', output: '[B, 11, 24]', weights: 0 },
    { stack: 'pad left=15 | embed 64', input: 'int[B, 16] of 27', output: '[B, 31, 64]', weights: 1792 },
  ],
  type(input, { left, right }) {
    if (!hasPositions(input)) return misfit({ kind: 'rank', takes: '[B, T, C]' }, input);
    const dims = input.dims.with(1, [left, right].reduce(add, input.dims[1] as Dim));
    return gives(input.vocab ? { ...input, dims, vocab: add(input.vocab, constant(1)) } : { ...input, dims });
  },
  lower: (b, x, { left, right }) => b.op({ kind: 'pad', before: left, after: right }, x),
});
