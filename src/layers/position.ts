/** position: tells positions apart, by adding a vector to each. */
import { defineLayer } from '../registry/layer.ts';
import { gives, misfit } from '../registry/rule.ts';
import { numberOf } from '../shapes/dim.ts';

export const position = defineLayer({
  name: 'position',
  summary: 'adds a vector to each position that says which one it is, learned or made of sines and cosines',
  group: 'tokens',
  signature: '[B, T, C] -> [B, T, C]',
  formula: 'y[t] = x[t] + W[t], or with sinusoidal + sin(t / 10000^(2i/C)) on channel 2i and + cos of it on 2i+1',
  params: {
    kind: {
      kind: 'value',
      enum: ['learned', 'sinusoidal', 'sinusoidal_halves'],
      default: 'learned',
      description: 'learned vectors, or sines and cosines, by turns or all sines in the first half of the channels',
    },
    init: {
      kind: 'initialiser',
      default: { name: 'normal', args: { std: 1 } },
      description: 'how learned vectors start',
    },
  },
  pytorch: 'x + nn.Embedding(T, C).weight',
  keras: 'PositionEmbedding(T), SinePositionEncoding() of KerasHub, added to x',
  examples: [
    { stack: 'position', input: '[B, 16, 64]', output: '[B, 16, 64]', weights: 1024 },
    { stack: 'position init=normal(0.02)', input: '[B, 8, 24]', output: '[B, 8, 24]', weights: 192 },
    { stack: 'position kind=sinusoidal', input: '[B, 16, 64]', output: '[B, 16, 64]', weights: 0 },
    { stack: 'position kind=sinusoidal_halves', input: '[B, 16, 64]', output: '[B, 16, 64]', weights: 0 },
  ],
  type(input, { kind }) {
    const [, positions, channels] = input.dims;
    if (!positions || !channels || input.dims.length !== 3) return misfit({ kind: 'rank', takes: '[B, T, C]' }, input);
    if (input.dtype === 'int') return misfit({ kind: 'needs-float' }, input);
    const isOpen = kind === 'learned' && numberOf(positions) === undefined;
    return isOpen ? misfit({ kind: 'unknown-dim', axis: 1, what: 'positions' }, input) : gives(input);
  },
  state(input, { kind, init }) {
    const [, positions, channels] = input.dims;
    if (kind !== 'learned' || !positions || !channels) return { weights: [] };
    return { weights: [{ name: 'weight', shape: [positions, channels], init, fanIn: positions, fanOut: channels }] };
  },
  lower(b, x, { kind }, { weight }) {
    return b.op({ kind: 'position', order: kind === 'sinusoidal_halves' ? 'halves' : 'interleaved' }, x, weight);
  },
});
