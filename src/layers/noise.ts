/** noise: adds random numbers while training. */
import { defineLayer } from '../registry/layer.ts';
import { gives, misfit } from '../registry/rule.ts';

export const noise = defineLayer({
  name: 'noise',
  group: 'chance',
  summary: 'while training, adds a Gaussian number with mean 0 to each number',
  signature: '[*] -> [*]',
  formula: 'y = x + n, n of N(0, std^2); in evaluation y = x',
  params: {
    std: {
      kind: 'value',
      type: 'number',
      minimum: 0,
      positional: true,
      description: 'the standard deviation of what is added',
    },
  },
  pytorch: 'x + std * torch.randn_like(x), in training',
  keras: 'GaussianNoise(std)',
  examples: [{ stack: 'noise 0.1', input: '[B, 8, 64]', output: '[B, 8, 64]', weights: 0 }],
  type: (input) => (input.dtype === 'int' ? misfit({ kind: 'needs-float' }, input) : gives(input)),
  lower: (b, x, { std }) => (std === 0 ? x : b.op({ kind: 'noise', std, site: b.site }, x)),
});
