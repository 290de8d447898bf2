/** The random numbers of emitted programs are those of src/chance, bit for bit. */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as program from '../../program/tfjs/chance.ts';
import * as core from '../../src/chance/hash.ts';

const word = fc.integer({ min: 0, max: 0xffffffff });
const seed = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const stream = fc.constantFrom<core.Stream[]>('init', 'batch', 'dropout', 'noise', 'sample');

test('keys', () => {
  fc.assert(
    fc.property(seed, stream, fc.string({ unit: 'grapheme' }), word, (s, name, site, step) => {
      expect(program.keyOf(s, name, site, step)).toBe(core.keyOf(s, name, site, step));
    }),
    { numRuns: 1000 },
  );
});

test('numbers', () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 1, max: 2 ** 31 }), (key, index, n) => {
      expect(program.uniformAt(key, index)).toBe(core.uniform(key, index));
      expect(program.normalAt(key, index)).toBe(core.normal(key, index));
      expect(program.below(key, index, n)).toBe(core.below(key, index, n));
    }),
    { numRuns: 1000 },
  );
});

test('a weight is drawn by the key of its path', async () => {
  await tf.setBackend('cpu');
  const [path, shape] = ['repeat[0]/linear.weight', [3, 2]] as const;
  const specs = {
    [path]: { shape, init: program.normal(0.5, 1) },
    'linear.bias': { shape: [4], init: program.uniform(0.25) },
    'bn.weight': { shape: [2], init: program.constant(1) },
  };
  const found = program.variables(specs, 42);
  const key = core.keyOf(42, 'init', path, 0);
  const wanted = Array.from({ length: 6 }, (_, i) => Math.fround(1 + 0.5 * core.normal(key, i)));
  expect(found[path]!.shape).toEqual(shape);
  expect([...found[path]!.dataSync()]).toEqual(wanted);
  const other = core.keyOf(42, 'init', 'linear.bias', 0);
  expect([...found['linear.bias']!.dataSync()]).toEqual(
    Array.from({ length: 4 }, (_, i) => Math.fround(0.25 * (2 * core.uniform(other, i) - 1))),
  );
  expect([...found['bn.weight']!.dataSync()]).toEqual([1, 1]);
  tf.disposeVariables();
});
