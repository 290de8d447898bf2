/** glu: the gated linear unit. */
import { defineGate } from '../registry/gate.ts';

export const glu = defineGate({
  name: 'glu',
  summary: 'the first half of the channels, let through by the sigmoid of the second half',
  formula: 'y = a / (1 + exp(-b)), x = (a, b) along the channels',
  pytorch: 'nn.GLU(dim=-1)',
  keras: 'a * sigmoid(b)',
  examples: [
    { stack: 'glu', input: '[B, 8, 24]', output: '[B, 8, 12]', weights: 0 },
    { stack: 'linear 2*16 | glu', input: '[B, 24]', output: '[B, 16]', weights: 800 },
  ],
});
