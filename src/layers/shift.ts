/** shift: each channel plus a number of its own. */
import { defineLayer } from '../registry/layer.ts';
import { channelBias, channelBiasInit, normType } from '../registry/norm.ts';

export const shift = defineLayer({
  name: 'shift',
  group: 'norm',
  summary: 'adds a learned number to each channel',
  signature: '[*, C] -> [*, C]',
  formula: 'y = x + bias',
  params: { bias_init: channelBiasInit },
  pytorch: 'x + nn.Parameter(torch.zeros(C))',
  keras: 'no layer of its own',
  examples: [
    { stack: 'shift', input: '[B, 8, 64]', output: '[B, 8, 64]', weights: 64 },
    { stack: 'scale | shift bias_init=normal(0.02)', input: '[B, 64]', output: '[B, 64]', weights: 128 },
  ],
  type: (input) => normType(input, '[*, C]'),
  state: (input, { bias_init }) => ({ weights: [channelBias(input, bias_init)] }),
  lower: (b, x, _, { bias }) => b.op({ kind: 'channelwise', fn: 'shift' }, x, bias),
});
