/** causal_mean: at each position the mean of the past and the present. */
import { defineLayer } from '../registry/layer.ts';
import { gives, misfit } from '../registry/rule.ts';

export const causalMean = defineLayer({
  name: 'causal_mean',
  group: 'sequence',
  summary: 'at each position the mean of the vectors up to it: the bag of words of makemore',
  signature: '[B, T, C] -> [B, T, C]',
  formula: 'y[t] = (x[0] + … + x[t]) / (t + 1)',
  params: {},
  pytorch: 'x.cumsum(1) / torch.arange(1, T + 1).view(T, 1)',
  keras: 'Lambda(lambda x: tf.cumsum(x, 1) / tf.range(1., T + 1)[:, None])',
  examples: [{ stack: 'causal_mean', input: '[B, 8, 24]', output: '[B, 8, 24]', weights: 0 }],
  type(input) {
    if (input.dtype === 'int') return misfit({ kind: 'needs-float' });
    return input.dims.length === 3 ? gives(input) : misfit({ kind: 'rank', takes: '[B, T, C]' }, input);
  },
  lower: (b, x) => b.op({ kind: 'causal_mean' }, x),
});
