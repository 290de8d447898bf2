/** swiglu: a gate with silu in place of the sigmoid. */
import { defineGate } from '../registry/gate.ts';

export const swiglu = defineGate({
  name: 'swiglu',
  summary: 'silu of the first half of the channels, times the second half',
  formula: 'y = a / (1 + exp(-a)) b, x = (a, b) along the channels',
  pytorch: 'F.silu(a) * b, with a, b = x.chunk(2, dim=-1)',
  keras: 'silu(a) * b',
  examples: [
    { stack: 'swiglu', input: '[B, 8, 24]', output: '[B, 8, 12]', weights: 0 },
    { stack: 'linear 2*16 bias=false | swiglu', input: '[B, 24]', output: '[B, 16]', weights: 768 },
  ],
});
