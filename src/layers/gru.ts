/** gru: a gated recurrent unit. */
import { defineLayer } from '../registry/layer.ts';
import { recurrent, recurrentParams, stateSize } from '../registry/recurrent.ts';

export const gru = defineLayer({
  name: 'gru',
  summary: 'a gated recurrent unit: a gate says how much of the state stays, another what of it counts for the new one',
  formula: "r, z = sigmoid(x W + b + h U + c), n = tanh(x W_n + b_n + r (h U_n + c_n)), h' = (1 - z) n + z h",
  params: {
    h: stateSize,
    reset_after: {
      kind: 'switch',
      type: 'boolean',
      default: true,
      description: "whether r comes after the product with the state's weights, as in PyTorch, or before it",
    },
    ...recurrentParams,
  },
  pytorch: 'nn.GRU(C, h, batch_first=True)',
  keras: 'GRU(h, return_sequences=True) (gates in the order z, r, n)',
  examples: [
    { stack: 'gru 64', input: '[B, 16, 64]', output: '[B, 16, 64]', weights: 24960 },
    {
      stack: 'gru 64 reset_after=false biases=1 h0=learned',
      input: '[B, 16, 64]',
      output: '[B, 16, 64]',
      weights: 24832,
    },
    { stack: 'gru 4 bidirectional last', input: '[B, 8, 6]', output: '[B, 8]', weights: 288 },
  ],
  ...recurrent({ cell: 'gru', gates: 3 }),
});
