/** Order: that of Python's `random.seed(seed); random.shuffle(items)`, so that a split names the same documents */

/** The items as CPython shuffles them (MT19937 of Matsumoto and Nishimura). */
export function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const next = mersenneTwister(seed);
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const shift = Math.clz32(i + 1);
    let j = next() >>> shift;
    while (j > i) j = next() >>> shift;
    [order[i], order[j]] = [order[j] as Item, order[i] as Item];
  }
  return order;
}

/** The 32-bit numbers that follow Python's `random.seed(seed)`. */
function mersenneTwister(seed: number): () => number {
  const high = Math.floor(Math.abs(seed) / 2 ** 32);
  const low = Math.abs(seed) >>> 0;
  const state = seededState(high === 0 ? [low] : [low, high]);
  let at = 624;
  return () => {
    if (at === 624) {
      regenerate(state);
      at = 0;
    }
    let y = state[at++] as number;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  };
}

function seededState(key: readonly number[]): Uint32Array {
  const s = new Uint32Array(624);
  s[0] = 19650218;
  for (let i = 1; i < 624; i++) s[i] = Math.imul(1812433253, mixed(s, i)) + i;
  let i = 1;
  for (let k = 0; k < 624; k++, i = following(s, i)) {
    const j = k % key.length;
    s[i] = ((s[i] as number) ^ Math.imul(mixed(s, i), 1664525)) + (key[j] as number) + j;
  }
  for (let k = 0; k < 623; k++, i = following(s, i)) {
    s[i] = ((s[i] as number) ^ Math.imul(mixed(s, i), 1566083941)) - i;
  }
  s[0] = 0x80000000;
  return s;
}

function mixed(s: Uint32Array, i: number): number {
  const before = s[i - 1] as number;
  return before ^ (before >>> 30);
}

/** The place after i; at the end the last word moves to the front. */
function following(s: Uint32Array, i: number): number {
  if (i < 623) return i + 1;
  s[0] = s[623] as number;
  return 1;
}

function regenerate(s: Uint32Array): void {
  for (let i = 0; i < 624; i++) {
    const joined = ((s[i] as number) & 0x80000000) | ((s[(i + 1) % 624] as number) & 0x7fffffff);
    s[i] = (s[(i + 397) % 624] as number) ^ (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0);
  }
}
