/** onehot: each token as zeros with a single one. */
import { defineLayer } from '../registry/layer.ts';
import { float, gives, misfit } from '../registry/rule.ts';
import { constant } from '../shapes/dim.ts';

export const onehot = defineLayer({
  name: 'onehot',
  group: 'tokens',
  summary: 'for each token as many numbers as there are tokens: 1 at its own, 0 elsewhere',
  signature: 'int[*] of V -> [*, V]',
  formula: 'y[…, i] = 1 where x = i, else 0',
  params: {},
  pytorch: 'F.one_hot(x, V).float()',
  keras: 'CategoryEncoding(V, output_mode="one_hot")',
  examples: [
    { stack: 'onehot', input: 'int[B, 8] of 27', output: '[B, 8, 27]', weights: 0 },
    { stack: 'onehot | linear 27 bias=false', input: 'int[B] of 27', output: '[B, 27]', weights: 729 },
  ],
  type(input) {
    if (input.dtype !== 'int' || !input.vocab) return misfit({ kind: 'needs-int' }, input);
    return gives(float(...input.dims, input.vocab));
  },
  lower: (b, ids) => b.op({ kind: 'one_hot', classes: ids.type.vocab ?? constant(0) }, ids),
});
