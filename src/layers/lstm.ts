/** lstm: a recurrent layer with a long short-term memory. */
import { defineLayer } from '../registry/layer.ts';
import { recurrent, recurrentParams, stateSize } from '../registry/recurrent.ts';

export const lstm = defineLayer({
  name: 'lstm',
  summary: 'a long short-term memory: a cell beside the state, with gates for what goes in, stays and comes out',
  formula: "i, f, o = sigmoid(…), g = tanh(…), each of x W + b + h U + c; c' = f c + i g, h' = o tanh(c')",
  params: { h: stateSize, ...recurrentParams },
  pytorch: 'nn.LSTM(C, h, batch_first=True)',
  keras: 'LSTM(h, return_sequences=True) (one bias, that of f starts at 1)',
  examples: [
    { stack: 'lstm 64', input: '[B, 16, 64]', output: '[B, 16, 64]', weights: 33280 },
    { stack: 'lstm 5 last', input: '[B, 8, 6]', output: '[B, 5]', weights: 260 },
    { stack: 'lstm 4 layers=2 bidirectional', input: '[B, 8, 6]', output: '[B, 8, 8]', weights: 832 },
  ],
  ...recurrent({ cell: 'lstm', gates: 4 }),
});
