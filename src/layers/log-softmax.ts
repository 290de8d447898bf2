/** log_softmax: the logarithms of probabilities. */
import { defineLayer } from '../registry/layer.ts';
import { gives, misfit } from '../registry/rule.ts';

export const logSoftmax = defineLayer({
  name: 'log_softmax',
  group: 'activation',
  summary: 'the logarithm of softmax, without losing small probabilities',
  signature: '[*, C] -> [*, C]',
  formula: 'y = x - log sum exp(x), over the last dim',
  params: {},
  pytorch: 'nn.LogSoftmax(dim=-1)',
  keras: "Activation('log_softmax')",
  examples: [{ stack: 'log_softmax', input: '[B, 10]', output: '[B, 10]', weights: 0 }],
  type(input) {
    if (input.dtype === 'int') return misfit({ kind: 'needs-float' }, input);
    return input.dims.length < 2 ? misfit({ kind: 'rank', takes: '[*, C]' }, input) : gives(input);
  },
  lower: (b, x) => b.op({ kind: 'softmax', log: true }, x),
});
