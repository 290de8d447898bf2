/** mul: branches multiplied. */
import { sameDims } from '../registry/branches.ts';
import { defineJoin } from '../registry/join.ts';

export const mul = defineJoin({
  name: 'mul',
  summary: 'multiplies the branches number by number, as gates do; only dims that keep=true left at 1 are stretched',
  signature: '[*], [*], … -> [*]',
  formula: 'y = a b …',
  params: {},
  pytorch: 'a * b',
  keras: 'Multiply()([a, b])',
  examples: [{ stack: 'mul ( linear 8 | tanh, linear 8 | sigmoid )', input: '[B, 4]', output: '[B, 8]', weights: 80 }],
  type: (branches) => sameDims(branches, 'float'),
  lower: (b, branches) => branches.reduce((product, branch) => b.op({ kind: 'binary', fn: 'mul' }, product, branch)),
});
