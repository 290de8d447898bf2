/** Whether the numbers look like chance: a million draws along each coordinate, avalanche, moments, correlation. */
import { describe, expect, test } from 'vitest';
import { below, hash, keyOf, normal, uniform } from '../../src/chance/hash.ts';

const N = 1_000_000;
const key = keyOf(42, 'init', 'embed.weight', 0);

/** How many standard deviations chi-square is from its mean, for counts that should be equal. */
function chiSquare(counts: Float64Array): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const expected = total / counts.length;
  const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return (chi - (counts.length - 1)) / Math.sqrt(2 * (counts.length - 1));
}

function countsOf(draw: (i: number) => number, bins: number, n = N): Float64Array {
  const counts = new Float64Array(bins);
  for (let i = 0; i < n; i++) counts[Math.floor(draw(i) * bins)]! += 1;
  return counts;
}

/** Counts of pairs of neighbouring draws on a grid. */
function pairCounts(draw: (i: number) => number, bins: number): Float64Array {
  const counts = new Float64Array(bins * bins);
  let before = draw(0);
  for (let i = 1; i <= N; i++) {
    const now = draw(i);
    counts[Math.floor(before * bins) * bins + Math.floor(now * bins)]! += 1;
    before = now;
  }
  return counts;
}

/** The correlation of two sequences in standard errors. */
function correlation(a: (i: number) => number, b: (i: number) => number, n = N): number {
  let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [x, y] = [a(i), b(i)];
    sumA += x;
    sumB += y;
    sumAA += x * x;
    sumBB += y * y;
    sumAB += x * y;
  }
  const covariance = sumAB / n - (sumA * sumB) / n ** 2;
  const spread = Math.sqrt((sumAA / n - (sumA / n) ** 2) * (sumBB / n - (sumB / n) ** 2));
  return (covariance / spread) * Math.sqrt(n);
}

/** The coordinates along which a program draws. */
const walks: readonly (readonly [string, (i: number) => number])[] = [
  ['indexes', (i) => uniform(key, i)],
  ['steps', (i) => uniform(keyOf(42, 'dropout', 'dropout', i), 0)],
  ['seeds', (i) => uniform(keyOf(i, 'dropout', 'dropout', 0), 0)],
  ['sites', (i) => uniform(keyOf(42, 'dropout', `dropout#${i}`, 0), 0)],
];

describe('a million draws', () => {
  test.each(walks)('across %s are uniform', (_, draw) => {
    expect(Math.abs(chiSquare(countsOf(draw, 256)))).toBeLessThan(4);
  });

  test.each(walks.slice(0, 3))('in neighbouring pairs of %s are uniform on a grid', (_, draw) => {
    expect(Math.abs(chiSquare(pairCounts(draw, 64)))).toBeLessThan(4);
  });

  test('are uniform in their lowest bits as well', () => {
    expect(Math.abs(chiSquare(countsOf((i) => (hash(key, i) & 0xff) / 256, 256)))).toBeLessThan(4);
  });

  test('pick every example of a training split equally often', () => {
    const n = 182_625;
    expect(Math.abs(chiSquare(countsOf((i) => (below(key, i, n) + 0.5) / n, n, 20 * n)))).toBeLessThan(4);
  });
});

describe('no correlation', () => {
  const others: readonly (readonly [string, number])[] = [
    ['stream', keyOf(42, 'noise', 'embed.weight', 0)],
    ['site', keyOf(42, 'init', 'embed#2.weight', 0)],
    ['step', keyOf(42, 'init', 'embed.weight', 1)],
    ['seed', keyOf(43, 'init', 'embed.weight', 0)],
  ];
  const draw = (i: number) => uniform(key, i);

  test.each(others)('with another %s', (_, other) => {
    expect(Math.abs(correlation(draw, (i) => uniform(other, i)))).toBeLessThan(4);
  });

  test.each([1, 2, 3, 32, 4096])('with the number %i further on', (lag) => {
    expect(Math.abs(correlation(draw, (i) => uniform(key, i + lag)))).toBeLessThan(4);
  });
});

describe('avalanche: a flipped bit flips each bit of the hash half of the time', () => {
  const trials = 20_000;
  /** The share of trials in which input bit `bit` flips each output bit. */
  function flips(of: (input: number) => number, bit: number): readonly number[] {
    const counts = new Float64Array(32);
    for (let i = 0; i < trials; i++) {
      const input = hash(0x5eed, 32 * i + bit);
      const changed = of(input) ^ of((input ^ (1 << bit)) >>> 0);
      for (let out = 0; out < 32; out++) counts[out]! += (changed >>> out) & 1;
    }
    return [...counts].map((count) => count / trials);
  }

  const inputs: readonly (readonly [string, (input: number) => number])[] = [
    ['index', (index) => hash(key, index)],
    ['key', (any) => hash(any, 5)],
    ['step', (step) => keyOf(42, 'dropout', 'dropout', step)],
    ['seed', (seed) => keyOf(seed, 'dropout', 'dropout', 3)],
  ];
  test.each(inputs)('of the %s', (_, of) => {
    const shares = Array.from({ length: 32 }, (_, bit) => flips(of, bit)).flat();
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.001);
    // Five standard errors: 5 * 0.5 / sqrt(20,000); the largest of 1,024 shares is beyond with probability 6e-4.
    for (const share of shares) expect(Math.abs(share - 0.5)).toBeLessThan(0.0177);
  });
});

describe('normals', () => {
  test('have the moments of N(0, 1) within four standard errors', () => {
    const powers = [0, 0, 0, 0];
    for (let i = 0; i < N; i++) {
      const z = normal(key, i);
      for (let p = 0; p < 4; p++) powers[p]! += z ** (p + 1) / N;
    }
    const wanted = [0, 1, 0, 3];
    const errors = [1, Math.sqrt(2), Math.sqrt(15), Math.sqrt(96)];
    for (let p = 0; p < 4; p++) {
      expect(Math.abs(powers[p]! - wanted[p]!)).toBeLessThan((4 * errors[p]!) / Math.sqrt(N));
    }
  });

  test('fall as often as they should below the quartiles and into the tails', () => {
    const edges = [-3.090232, -2.326348, -0.67449, 0, 0.67449, 2.326348, 3.090232];
    const below = [0.001, 0.01, 0.25, 0.5, 0.75, 0.99, 0.999];
    const counts = edges.map(() => 0);
    for (let i = 0; i < N; i++) {
      const z = normal(key, i);
      for (let e = 0; e < edges.length; e++) if (z < edges[e]!) counts[e]! += 1;
    }
    for (const [e, p] of below.entries()) {
      expect(Math.abs(counts[e]! / N - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / N));
    }
  });

  test('the two of a pair are independent, in size as well', () => {
    const [even, odd] = [(i: number) => normal(key, 2 * i), (i: number) => normal(key, 2 * i + 1)];
    expect(Math.abs(correlation(even, odd, N / 2))).toBeLessThan(4);
    expect(
      Math.abs(
        correlation(
          (i) => even(i) ** 2,
          (i) => odd(i) ** 2,
          N / 2,
        ),
      ),
    ).toBeLessThan(4);
  });
});
