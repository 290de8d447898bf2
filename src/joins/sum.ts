/** sum: branches added up. */
import { sameDims } from '../registry/branches.ts';
import { defineJoin } from '../registry/join.ts';

export const sum = defineJoin({
  name: 'sum',
  summary: 'adds the branches number by number; only dims that keep=true left at 1 are stretched',
  signature: '[*], [*], … -> [*]',
  formula: 'y = a + b + …',
  params: {},
  pytorch: 'a + b',
  keras: 'Add()([a, b])',
  examples: [{ stack: 'sum ( linear 8, linear 8 bias=false )', input: '[B, 4]', output: '[B, 8]', weights: 72 }],
  type: (branches) => sameDims(branches, 'float'),
  lower: (b, branches) => branches.reduce((total, branch) => b.op({ kind: 'binary', fn: 'add' }, total, branch)),
});
