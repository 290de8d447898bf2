/**
 * CPython's `random.shuffle`, so that a split names the same documents as `random.seed(n); random.shuffle(words)`.
 * The generator is the Mersenne Twister MT19937 of Matsumoto and Nishimura (1998), seeded by their `init_by_array`.
 */

const SIZE = 624;
const MIDDLE = 397;

/** The items in the order that Python gives them; the seed is an integer and may be larger than 32 bits. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const next = mersenneTwister(seed);
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = below(next, i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

/** A whole number below n: as many bits as n has, drawn again until they are below n. */
function below(next: () => number, n: number): number {
  const shift = Math.clz32(n);
  let drawn = next() >>> shift;
  while (drawn >= n) drawn = next() >>> shift;
  return drawn;
}

/** The stream of 32-bit numbers that follows `random.seed(seed)`. */
function mersenneTwister(seed: number): () => number {
  const state = initByArray(wordsOf(Math.abs(seed)));
  let position = SIZE;
  return () => {
    if (position === SIZE) {
      regenerate(state);
      position = 0;
    }
    return temper(state[position++] as number);
  };
}

/** The 32-bit words of an integer, the lowest first; at least one. */
function wordsOf(seed: number): readonly number[] {
  const low = seed >>> 0;
  const high = Math.floor(seed / 2 ** 32);
  return high === 0 ? [low] : [low, high];
}

function initByArray(key: readonly number[]): Uint32Array {
  const state = initBySeed(19650218);
  let i = 1;
  for (let k = 0; k < SIZE; k++) {
    const j = k % key.length;
    state[i] = ((state[i] as number) ^ Math.imul(spread(state, i), 1664525)) + (key[j] as number) + j;
    i = following(state, i);
  }
  for (let k = 1; k < SIZE; k++) {
    state[i] = ((state[i] as number) ^ Math.imul(spread(state, i), 1566083941)) - i;
    i = following(state, i);
  }
  state[0] = 0x80000000;
  return state;
}

function initBySeed(seed: number): Uint32Array {
  const state = new Uint32Array(SIZE);
  state[0] = seed;
  for (let i = 1; i < SIZE; i++) state[i] = Math.imul(1812433253, spread(state, i)) + i;
  return state;
}

/** The word before position i, its two highest bits spread to the lowest. */
function spread(state: Uint32Array, i: number): number {
  const before = state[i - 1] as number;
  return before ^ (before >>> 30);
}

/** The position after i; at the end the last word moves to the front and the walk begins anew at 1. */
function following(state: Uint32Array, i: number): number {
  if (i + 1 < SIZE) return i + 1;
  state[0] = state[SIZE - 1] as number;
  return 1;
}

function regenerate(state: Uint32Array): void {
  for (let i = 0; i < SIZE; i++) {
    const joined = ((state[i] as number) & 0x80000000) | ((state[(i + 1) % SIZE] as number) & 0x7fffffff);
    const twist = (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0);
    state[i] = (state[(i + MIDDLE) % SIZE] as number) ^ twist;
  }
}

function temper(word: number): number {
  let y = word;
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return (y ^ (y >>> 18)) >>> 0;
}
