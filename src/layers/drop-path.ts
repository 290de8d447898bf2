/** drop_path: drops whole examples at random while training. */
import { defineLayer } from '../registry/layer.ts';
import { gives, misfit } from '../registry/rule.ts';

export const dropPath = defineLayer({
  name: 'drop_path',
  group: 'chance',
  summary: 'while training, sets all of an example to 0 with probability p and divides the rest by 1 - p',
  signature: '[*] -> [*]',
  formula: 'y = x m / (1 - p), m is 0 with probability p, else 1, one for each example; in evaluation y = x',
  params: {
    p: {
      kind: 'value',
      type: 'number',
      minimum: 0,
      exclusiveMaximum: 1,
      usual: 0.1,
      positional: true,
      description: 'the share of examples that is dropped, from 0 to below 1',
    },
  },
  pytorch: "torchvision.ops.StochasticDepth(p, mode='row') · DropPath(p) of timm",
  keras: 'Dropout(p, noise_shape=(None, 1, 1))',
  examples: [
    { stack: 'residual ( linear 64 | drop_path 0.1 )', input: '[B, 8, 64]', output: '[B, 8, 64]', weights: 4160 },
  ],
  type: (input) => (input.dtype === 'int' ? misfit({ kind: 'needs-float' }, input) : gives(input)),
  lower: (b, x, { p }) => (p === 0 ? x : b.op({ kind: 'drop_path', p, site: b.site }, x)),
});
