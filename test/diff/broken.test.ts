/** Specs with errors are compared as far as they can be read: what stands in a broken stage too. */
import { expect, it } from 'vitest';
import { changeLines, comparedModels } from '../support/compared.ts';

const head = 'data chars names context=8\nmodel embed 24 | flatten |';

/** A sound stack, what was made of it, and what was changed: an error of the whole keeps nothing back. */
it.each([
  ['residual ( linear 192 | tanh )', 'residual ( linear 24 | tanh )', ['changed linear 192 to linear 24']],
  [
    'residual ( linear 192 | tanh | linear 192 )',
    'residual ( linear 192 | relu | linear 24 )',
    ['changed tanh to relu', 'changed linear 192 to linear 24'],
  ],
  ['residual ( linear 192 | tanh )', 'residual ( linear 192 | tahn )', ['replaced tanh by tahn']],
  ['sum ( id, linear 192 )', 'sum ( id, linear 24 )', ['changed linear 192 to linear 24']],
  [
    'sum ( id, linear 192 | tanh )',
    'mul ( id, linear 24 | tanh )',
    ['changed sum to mul', 'changed linear 192 to linear 24'],
  ],
  [
    'concat ( id, linear 8 )',
    'concat axis=true ( id, linear 9 )',
    ['changed concat to concat axis=true', 'changed linear 8 to linear 9'],
  ],
  ['repeat 3 ( linear 192 | tanh )', 'repeat tree ( linear 192 | tanh )', ['changed repeat 3 to repeat tree']],
  [
    'repeat 3 ( residual ( linear 192 ) )',
    'repeat 3 ( residual ( linear 24 ) )',
    ['changed linear 192 x 3 to linear 24 x 3'],
  ],
])('%s | to %s', (sound, broken, changes) => {
  const of = (stack: string) => `${head} ${stack} | linear V\n`;
  expect(changeLines(comparedModels(of(sound), of(broken)).changes)).toEqual(changes);
  const same = comparedModels(of(broken), of(broken));
  expect(same.changes).toEqual([]);
});

it('carries the weights inside of a broken stage over', () => {
  const of = (stack: string) => `${head} residual ( ${stack} ) | linear V\n`;
  const { weights } = comparedModels(of('linear 100 | linear 192'), of('linear 100 | linear 191'));
  expect(weights.slice(0, 3).map(({ fate }) => fate)).toEqual(['carried', 'carried', 'carried']);
});
