/**
 * Chance: every random number is a pure function of where it is used, so that no generator has a state to save, any two
 * engines agree, and a resumed run goes on as if it had never stopped. Only 32-bit integer steps are taken before the last one.
 */

/** What a random number is for; streams never share numbers. */
export type Stream = 'init' | 'batch' | 'dropout' | 'noise' | 'sample';

/** The key of one place in one step. A site is a path, such as `repeat[0]/fuse/linear.weight`. */
export function keyOf(seed: number, stream: Stream, site: string, step: number): number {
  return [seed, seed / 2 ** 32, codeOf(stream), codeOf(site), step].reduce((key, word) => hash(key, word), 0x9e3779b9);
}

/** 32 random bits for a key and a word: a number for each index of a key, a permutation of all 32-bit numbers. */
export function hash(key: number, word: number): number {
  return mix(mix(key ^ word) + key) >>> 0;
}

/** A number in [0, 1), a multiple of 2^-24 and therefore exact in float32. */
export function uniform(key: number, index: number): number {
  return (hash(key, index) >>> 8) * 2 ** -24;
}

/** A whole number in [0, n). */
export function below(key: number, index: number, n: number): number {
  return Math.floor((hash(key, index) / 2 ** 32) * n);
}

/** A number of N(0, 1), by Box and Muller: the uniforms at 2i and 2i + 1 give the cosine to 2i and the sine to 2i + 1. */
export function normal(key: number, index: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniform(key, index & -2)));
  const angle = 2 * Math.PI * uniform(key, index | 1);
  return radius * (index & 1 ? Math.sin(angle) : Math.cos(angle));
}

/** Each bit of the input flips each bit of the result half of the time (a bijection; constants of Wellons' hash prospector). */
function mix(bits: number): number {
  let h = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return h ^ (h >>> 15);
}

/** A text as 32 bits: FNV-1a over its UTF-16 units, which for ASCII is FNV-1a over its bytes. */
function codeOf(text: string): number {
  let code = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) code = Math.imul(code ^ text.charCodeAt(i), 0x01000193);
  return code;
}
