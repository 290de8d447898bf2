/** tied_linear: scores each token by its vector in the embedding. */
import { defineLayer } from '../registry/layer.ts';
import { float, gives, misfit, splitLast } from '../registry/rule.ts';
import { toTight } from '../shapes/dim.ts';

export const tiedLinear = defineLayer({
  name: 'tied_linear',
  summary: 'a linear layer with the table of an embedding: each token is scored by its vector, and nothing is added',
  group: 'linear',
  signature: '[*, C] -> [*, V]',
  formula: 'y = x Wᵀ, W the table of the stage with that name, [V, C]',
  params: {
    table: { kind: 'table', positional: true, description: 'the name of the embedding, as in embed 64 name=tok' },
  },
  pytorch: 'nn.Linear(C, V, bias=False) whose weight is the weight of an nn.Embedding(V, C)',
  keras: 'ReversibleEmbedding(V, C)(x, reverse=True) of KerasHub',
  examples: [
    { stack: 'embed 24 name=tok | tied_linear @tok', input: 'int[B, 8] of 27', output: '[B, 8, 27]', weights: 648 },
    {
      stack: 'embed 16 name=letters | flatten | linear 16 | tanh | tied_linear @letters',
      input: 'int[B, 3] of 27',
      output: '[B, 27]',
      weights: 1216,
    },
  ],
  type(input, { table: { rows, width } }) {
    const [leading, channels] = splitLast(input);
    const output = float(...leading, rows);
    if (!channels || leading.length === 0) return misfit({ kind: 'rank', takes: '[*, C]' }, output);
    if (input.dtype === 'int') return misfit({ kind: 'needs-float' }, float(...input.dims, rows));
    const size = toTight(width);
    return gives(output, [
      {
        obligation: { kind: 'equal', left: channels, right: width },
        what: 'as many channels as the embedding has',
        axis: input.dims.length - 1,
        help: [`put linear ${size} before it, which brings the channels to ${size}`],
      },
    ]);
  },
  lower: (b, x, _, { weight }) => b.op({ kind: 'linear', transposed: true }, x, weight),
});
