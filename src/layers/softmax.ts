/** softmax: turns the last dim into probabilities. */
import { defineLayer } from '../registry/layer.ts';
import { gives, misfit } from '../registry/rule.ts';

export const softmax = defineLayer({
  name: 'softmax',
  summary: 'makes the numbers of the last dim positive with the sum 1',
  group: 'activation',
  signature: '[*, C] -> [*, C]',
  formula: 'y = exp(x) / sum exp(x), over the last dim',
  params: {},
  pytorch: 'nn.Softmax(dim=-1)',
  keras: 'Softmax()',
  examples: [{ stack: 'softmax', input: '[B, 10]', output: '[B, 10]', weights: 0 }],
  type(input) {
    if (input.dtype === 'int') return misfit({ kind: 'needs-float' }, input);
    return input.dims.length < 2 ? misfit({ kind: 'rank', takes: '[*, C]' }, input) : gives(input);
  },
  lower: (b, x) => b.op({ kind: 'softmax' }, x),
});
