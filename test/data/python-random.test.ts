/** The shuffle against CPython 3.11: every expected order is what `random.seed(seed); random.shuffle(list(range(n)))` printed. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { shuffled } from '../../src/data/python-random.ts';

const range = (n: number) => Array.from({ length: n }, (_, i) => i);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const orders: readonly (readonly [string, number, readonly number[]])[] = [
  ['zero', 0, [10, 18, 16, 14, 0, 17, 11, 2, 3, 9, 5, 7, 4, 19, 6, 15, 8, 1, 13, 12]],
  ['one', 1, [11, 5, 17, 19, 9, 0, 16, 1, 15, 6, 10, 13, 14, 12, 7, 3, 8, 2, 18, 4]],
  ['the usual seed', 42, [19, 5, 14, 4, 9, 13, 15, 18, 6, 12, 17, 10, 1, 11, 2, 16, 7, 8, 0, 3]],
  [
    'a negative seed, by its absolute value',
    -7,
    [17, 15, 11, 18, 7, 6, 19, 3, 14, 0, 9, 5, 16, 8, 13, 2, 1, 12, 4, 10],
  ],
  ['the largest of 32 bits', 4294967295, [8, 2, 3, 14, 11, 1, 0, 12, 7, 13, 4, 10, 17, 5, 15, 9, 16, 18, 6, 19]],
  ['the first of two words', 4294967296, [6, 18, 1, 14, 4, 19, 10, 2, 15, 7, 8, 5, 17, 12, 9, 16, 0, 13, 11, 3]],
  ['two words', 1099511640121, [6, 7, 8, 5, 14, 13, 18, 16, 15, 19, 1, 10, 12, 2, 17, 4, 0, 3, 11, 9]],
  [
    'the largest safe integer',
    9007199254740991,
    [5, 10, 8, 13, 19, 2, 9, 16, 15, 12, 11, 18, 0, 14, 1, 4, 6, 7, 17, 3],
  ],
];

describe('shuffled', () => {
  test.each(orders)('%s', (_, seed, order) => {
    expect(shuffled(range(20), seed)).toEqual(order);
  });

  test('a hundred thousand items, through many refills of the state', () => {
    expect(sha256(shuffled(range(100_000), 0).join(','))).toBe(
      '5462923d7936404d994b0dbfa244e135b47be3b20069fbb2a71b7619e09f24fd',
    );
    expect(sha256(shuffled(range(100_000), 2 ** 53 - 1).join(','))).toBe(
      '44a32eb3284b9c9a64d5a264873f6eb48f4982d700c58fce1f0a5688fa8abd79',
    );
  });

  test('none and one stay as they are, and the input is left alone', () => {
    const items = range(5);
    expect(shuffled([], 42)).toEqual([]);
    expect(shuffled(['a'], 42)).toEqual(['a']);
    shuffled(items, 42);
    expect(items).toEqual(range(5));
  });
});
