/** What numbers of data have in common, against sums by hand. */
import { describe, expect, it } from 'vitest';
import { tokenLikeness } from '../../src/data/char-likeness.ts';
import { likenessOf } from '../../src/data/likeness.ts';

const laid = (numbers: readonly number[], examples: number, positions: number, channels: number) =>
  likenessOf({ examples, positions, channels, read: (at) => numbers[at] as number });

describe('numbers', () => {
  it('one number for each example', () => {
    expect(laid([1, 3], 2, 1, 1)).toEqual({ mean: 2, self: 1, near: 0, far: 0, examples: 0, both: 0 });
  });

  it('the same all along an example', () => {
    expect(laid([1, 1, 1, 3, 3, 3], 2, 3, 1)).toEqual({ mean: 2, self: 1, near: 1, far: 1, examples: 0, both: 0 });
  });

  it('the same in all examples: two of three positions always differ', () => {
    // Away from the mean of 2: -1, 0, 1. Neighbours: (0 + 0) / 2; all pairs: 2 (0 - 1 + 0) / 6.
    const found = laid([1, 2, 3, 1, 2, 3], 2, 3, 1);
    const wanted = { mean: 2, self: 2 / 3, near: 0, far: -1 / 3, examples: 2 / 3, both: -1 / 3 };
    for (const [name, value] of Object.entries(wanted))
      expect(found[name as keyof typeof wanted]).toBeCloseTo(value, 12);
  });

  it('channels that are far apart have their means in common', () => {
    expect(laid([0, 10, 0, 10, 0, 10, 0, 10], 2, 2, 2)).toEqual({
      ...{ mean: 5, self: 25, near: 25, far: 25, examples: 25, both: 25 },
    });
  });
});

describe('tokens', () => {
  const facts = { documents: 10, shortest: 1, longest: 1, characters: 10, vocabulary: '.ab' };

  it('windows over documents of one letter: empty, or the letter at the end', () => {
    // Windows '..' and '.x': neighbours are the same in the first and differ in the second.
    const { near, far, examples } = tokenLikeness(facts, 2, 'next');
    expect(near).toBe(0.5);
    expect(far).toBe(0.5);
    // At the first place always, at the second where both are empty (1/4) or the same of two letters (1/8).
    expect(examples).toBeCloseTo((1 + 3 / 8) / 2, 12);
  });

  it('documents of one letter with their marks: beginning, letter, filled up', () => {
    const { near, examples } = tokenLikeness(facts, 3, 'each');
    expect(near).toBe(0);
    expect(examples).toBeCloseTo((1 + 1 / 2 + 1) / 3, 12);
  });
});
