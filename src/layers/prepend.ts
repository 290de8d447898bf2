/** prepend: learned positions before the others, such as a class token. */
import { defineLayer } from '../registry/layer.ts';
import { float, gives, misfit } from '../registry/rule.ts';
import { add } from '../shapes/dim.ts';

export const prepend = defineLayer({
  name: 'prepend',
  summary: 'puts n learned vectors before the positions of every example: class tokens, which `first` reads again',
  group: 'tokens',
  signature: '[B, T, C] -> [B, T + n, C]',
  formula: 'y = [W; x], along T',
  params: {
    n: { kind: 'size', type: 'integer', minimum: 1, positional: true, description: 'how many vectors' },
    init: { kind: 'initialiser', default: { name: 'normal', args: { std: 1 } }, description: 'how the vectors start' },
  },
  pytorch: 'torch.cat([token.expand(B, -1, -1), x], 1)',
  keras: 'Concatenate(axis=1)([token, x])',
  examples: [
    { stack: 'prepend 1', input: '[B, 196, 768]', output: '[B, 197, 768]', weights: 768 },
    { stack: 'prepend 4 init=zeros', input: '[B, 8, 24]', output: '[B, 12, 24]', weights: 96 },
  ],
  type(input, { n }) {
    const [batch, positions, channels] = input.dims;
    if (!batch || !positions || !channels || input.dims.length !== 3)
      return misfit({ kind: 'rank', takes: '[B, T, C]' }, input);
    const output = float(batch, add(positions, n), channels);
    return input.dtype === 'int' ? misfit({ kind: 'needs-float' }, output) : gives(output);
  },
  state(input, { n, init }) {
    const channels = input.dims[2];
    return { weights: channels ? [{ name: 'weight', shape: [n, channels], init, fanIn: n, fanOut: channels }] : [] };
  },
  lower: (b, x, _, { weight }) => b.op({ kind: 'prepend' }, x, weight),
});
