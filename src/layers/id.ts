/** id: the empty layer. */
import { defineLayer } from '../registry/layer.ts';
import { gives } from '../registry/rule.ts';

export const id = defineLayer({
  name: 'id',
  summary: 'passes its input on: the empty branch of a join',
  group: 'shape',
  signature: '[*] -> [*]',
  formula: 'y = x',
  params: {},
  pytorch: 'nn.Identity()',
  keras: "Activation('linear')",
  examples: [
    { stack: 'id', input: '[B, 8, 24]', output: '[B, 8, 24]', weights: 0 },
    { stack: 'sum ( id, id )', input: '[B, 4]', output: '[B, 4]', weights: 0 },
  ],
  type: (input) => gives(input),
  lower: (_, x) => x,
});
