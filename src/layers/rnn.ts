/** rnn: a plain recurrent layer. */
import { defineLayer } from '../registry/layer.ts';
import {
  lastCaution,
  lowerRecurrent,
  recurrentParams,
  recurrentState,
  recurrentType,
  stateSize,
} from '../registry/recurrent.ts';

const cell = { cell: 'rnn', gates: 1 } as const;

export const rnn = defineLayer({
  name: 'rnn',
  group: 'sequence',
  summary: 'a recurrent layer: each state follows from the one before and the input at its position',
  signature: '[B, T, C] -> [B, T, h], or [B, h] with last; 2*h in both directions',
  formula: "h' = tanh(x W_ih + b_ih + h W_hh + b_hh)",
  params: { h: stateSize, ...recurrentParams },
  pytorch: 'nn.RNN(C, h, batch_first=True)',
  keras: 'SimpleRNN(h, return_sequences=True) (one bias, starts glorot_uniform and orthogonal)',
  examples: [
    { stack: 'rnn 64', input: '[B, 16, 64]', output: '[B, 16, 64]', weights: 8320 },
    { stack: 'rnn 64 biases=1 h0=learned', input: '[B, 16, 64]', output: '[B, 16, 64]', weights: 8320 },
    { stack: 'rnn 5 layers=2 last', input: '[B, 8, 6]', output: '[B, 5]', weights: 125 },
  ],
  caution: lastCaution,
  type: recurrentType,
  state: (input, settings) => recurrentState(cell, input, settings),
  lower: (b, x, settings, state) => lowerRecurrent({ ...cell, resetAfter: true }, b, x, settings, state),
});
