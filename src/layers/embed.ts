/** embed: a learned vector for each token. */
import { defineLayer } from '../registry/layer.ts';
import { float, gives, misfit } from '../registry/rule.ts';

export const embed = defineLayer({
  name: 'embed',
  summary: 'a learned vector of d numbers for each token',
  group: 'tokens',
  signature: 'int[*] of V -> [*, d]',
  formula: 'y = W[x]',
  params: {
    d: { kind: 'size', type: 'integer', minimum: 1, positional: true, description: 'numbers in each vector' },
    init: { kind: 'initialiser', default: { name: 'normal', args: { std: 1 } }, description: 'how the vectors start' },
  },
  glued: true,
  table: 'weight',
  pytorch: 'nn.Embedding(V, d)',
  keras: 'Embedding(V, d) (starts uniform in ±0.05)',
  examples: [
    { stack: 'embed 24', input: 'int[B, 8] of 27', output: '[B, 8, 24]', weights: 648 },
    { stack: 'embed 2 init=uniform(0.1)', input: 'int[B] of 3', output: '[B, 2]', weights: 6 },
  ],
  type(input, { d }) {
    const output = float(...input.dims, d);
    if (input.dtype !== 'int' || !input.vocab)
      return misfit({ kind: 'needs-int' }, float(...input.dims.slice(0, 2), d));
    return gives(output);
  },
  state(input, { d, init }) {
    if (!input.vocab) return { weights: [] };
    return { weights: [{ name: 'weight', shape: [input.vocab, d], init, fanIn: input.vocab, fanOut: d }] };
  },
  lower: (b, ids, _, { weight }) => b.op({ kind: 'embedding' }, weight, ids),
});
