/** rnn: a plain recurrent layer. */
import { defineLayer } from '../registry/layer.ts';
import { recurrent, recurrentParams, stateSize } from '../registry/recurrent.ts';

export const rnn = defineLayer({
  name: 'rnn',
  summary: 'a recurrent layer: each state follows from the one before and the input at its position',
  formula: "h' = tanh(x W_ih + b_ih + h W_hh + b_hh)",
  params: { h: stateSize, ...recurrentParams },
  pytorch: 'nn.RNN(C, h, batch_first=True)',
  keras: 'SimpleRNN(h, return_sequences=True) (one bias, starts glorot_uniform and orthogonal)',
  examples: [
    { stack: 'rnn 64', input: '[B, 16, 64]', output: '[B, 16, 64]', weights: 8320 },
    { stack: 'rnn 64 biases=1 h0=learned', input: '[B, 16, 64]', output: '[B, 16, 64]', weights: 8320 },
    { stack: 'rnn 5 layers=2 last', input: '[B, 8, 6]', output: '[B, 5]', weights: 125 },
  ],
  ...recurrent({ cell: 'rnn', gates: 1 }),
});
