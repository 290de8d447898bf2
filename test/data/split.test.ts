/** The split of the names against CPython 3.11 and against what makemore part 5 published. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { split } from '../../src/data/split.ts';
import { names } from './names.ts';

const shares = [0.8, 0.1, 0.1];
const sha256 = (words: readonly string[]) => createHash('sha256').update(words.join('\n')).digest('hex');

/** The first sixteen digits of sha256 of the parts, from Python: shuffle, then [:int(0.8*n)], [int(0.8*n):int(0.9*n)], the rest. */
const hashes: readonly (readonly [number, readonly string[]])[] = [
  [42, ['7e9ca5fa01341b98', '3097363dfec5299f', '0a4f4bc22c027371']],
  [0, ['41fcc6925aff5e95', 'bbea24142af163f0', '90d429119ae7e9a0']],
  [2 ** 40 + 7, ['40e3ac65a989f580', '9afe12c1868587f9', 'fcf97c46a37d79d1']],
];

describe('split', () => {
  test.each(hashes)('of the names with seed %i is that of Python', (seed, expected) => {
    const parts = split(names, shares, seed);
    expect(parts.map((part) => part.length)).toEqual([25_626, 3_203, 3_204]);
    expect(parts.map((part) => sha256(part).slice(0, 16))).toEqual(expected);
  });

  test('of the names with seed 42 begins as makemore part 5 does', () => {
    expect(split(names, shares, 42)[0]?.slice(0, 3)).toEqual(['yuheng', 'diondre', 'xavien']);
  });

  test('cuts at the share that is written, not at its rounding error', () => {
    const ten = Array.from({ length: 10 }, (_, i) => i);
    expect(0.7 + 0.1).toBeLessThan(0.8);
    expect(split(ten, [0.7, 0.1, 0.2], 1).map((part) => part.length)).toEqual([7, 1, 2]);
  });

  test('every document is in exactly one part, also when a part is empty', () => {
    const parts = split(['a', 'b', 'c'], shares, 42);
    expect(parts.map((part) => part.length)).toEqual([2, 0, 1]);
    expect(parts.flat().sort()).toEqual(['a', 'b', 'c']);
  });
});
