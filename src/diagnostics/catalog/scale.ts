/** Codes about how large numbers are when training starts. */
import { warning } from '../row.ts';

export const scaleRows = {
  'scale/first-loss': warning<{ expected: string; even: string; choices: number }>(
    'A first loss far above that of a model that takes all answers for as likely.',
    ({ expected, even, choices }) =>
      `the first loss will be about ${expected}, but a model that knows nothing yet has ln ${choices} = ${even}`,
    {
      more: 'Scores that start far apart are a sure guess that is mostly wrong. Training spends its first steps on nothing but making them smaller, which shows as a steep fall at the beginning of the curve. Scale the last layer down, so that all answers start about as likely: with V of them the first loss is then ln V.',
    },
  ),
  'scale/saturated': warning<{ stage: string; share: string }>(
    'A tanh or sigmoid, or the tanh in a recurrent layer, that starts with most of its numbers where it is flat.',
    ({ stage, share }) =>
      `${stage} starts with ${share} of its numbers at its ends, where it is flat and lets hardly any gradient through`,
    {
      more: 'Counted is what lies beyond 0.97 of the way from the middle to either end. There the slope of tanh is below 0.06, so that the layers before it hardly learn. Numbers with a deviation of about 1 are what it takes: start the layer before it with fan_in, or put a norm between them. Of `rnn`, `gru` and `lstm` the tanh counts that new states are made of; their gates take in numbers as large, and are flat later.',
    },
  ),
  'scale/vanishing': warning<{ stage: string; what: string; later: string }>(
    'Numbers that get so small on their way through the layers that hardly anything is left of the input.',
    ({ stage, what, later }) =>
      `numbers vanish: what ${stage} gives ${what}${later === '' ? '' : `, and in the end ${later} is left`}`,
    {
      more: 'The size of numbers is the root of their mean square over all draws of the weights. Each layer of weights multiplies it by the root of its inputs times the deviation of its weights, and relu halves the square. Gradients shrink on the way back as numbers do on the way forward. With kaiming before relu, and fan_in before other functions, the size stays.',
    },
  ),
  'scale/exploding': warning<{ stage: string; size: string }>(
    'Numbers that get so large on their way through the layers that training cannot begin.',
    ({ stage, size }) => `numbers explode: what ${stage} gives is as large as ${size}`,
    {
      more: 'The size of numbers is the root of their mean square over all draws of the weights. Each layer of weights multiplies it by the root of its inputs times the deviation of its weights. Start the layers with kaiming or fan_in, or put norms between them.',
    },
  ),
};
