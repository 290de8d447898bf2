/** Codes about where numbers come from: positions that see what they must not, or see too little. */
import { both, error, note, warning } from '../row.ts';

export const flowRows = {
  'flow/leak': error<{ stage: string; at: number; upTo: number }>(
    'An output that sees the token which it is to predict.',
    ({ stage, at, upTo }) =>
      `${stage} looks ahead: position ${at} predicts the token of position ${at + 1}, and sees ${upTo === at + 1 ? 'it' : `up to position ${upTo}`}`,
    {
      more: 'With a target at each position, position t is given the tokens up to t and predicts the one after it. A model that sees that token learns to copy it: the loss falls to nearly nothing, and what is sampled is noise. Judged is the whole way from the input to the output, so a shift that another stage takes back is no leak.',
    },
  ),
  'flow/leak-norm': warning<{ norm: string; at: number }>(
    'Batch norm whose statistics are taken over positions that an output is to predict.',
    ({ norm, at }) =>
      `${norm} takes its statistics over all positions, so that in training position ${at} is moved by the tokens that it is to predict`,
    {
      more: 'It is little that comes through a mean and a variance of many examples, and in evaluation nothing does. But the loss in training is then not quite that of a model that sees the past alone.',
    },
  ),
  'flow/unordered': warning<{ stage: string; what: string }>(
    'Attention over tokens whose order nothing tells.',
    ({ stage, what }) => `${stage} does not know the order of the ${what}, and nothing else in the model does`,
    {
      more: 'Attention takes what it looks at as a set: it weighs each by what it holds, wherever it stands. Without position, rope, causal, a convolution or a recurrent layer a sentence is the same to the model as its words in any other order.',
    },
  ),
  'flow/set': note<{ stage: string; what: string }>(
    'Attention over positions of numbers whose order nothing tells.',
    ({ stage, what }) => `${stage} takes the ${what} as a set: nothing in the model knows their order`,
    {
      no: { fix: 'it is as likely to be meant' },
      more: 'So it is meant for points of a cloud or members of a group. Of hours or readings the order is most of what there is to learn: put position before the attention.',
    },
  ),
  'flow/gaps': warning<{ factor: number; dilations: readonly string[] }>(
    'Windows whose dilations have a common factor, so that no output sees a position and the one beside it.',
    ({ factor, dilations }) =>
      `no output sees a position and the one beside it: ${dilations.length === 1 ? `all windows have a dilation of ${both(dilations)}` : `the windows have dilations of ${both(dilations)}, all multiples of ${factor}`}`,
    {
      more: 'What a row of windows sees lies on a grid as wide as the greatest common factor of their dilations (gridding: Wang et al., 2018). With 2, 4 and 8 the even positions and the odd ones make two models that never meet, and of the last position half of the context is lost. With 1 first, or a last window of dilation 1, all of it is taken in.',
    },
  ),
  'flow/unseen': warning<{ seen: readonly string[]; of: number; count: number }>(
    'A context of which the output sees a part.',
    ({ seen, of, count }) => `the output sees ${count} of the ${of} positions${count === 0 ? '' : `: ${both(seen)}`}`,
    {
      more: 'What stands in the others is read, and costs time and memory, but nothing hangs on it. `mm field` draws what is seen.',
    },
  ),
};
