/** The integers of chance: fixed values from another language, a second implementation on BigInt, and WebAssembly. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { below, hash, keyOf, normal, type Stream, uniform } from '../../src/chance/hash.ts';
import { wasmHash } from './wasm-hash.ts';

const word = fc.integer({ min: 0, max: 0xffffffff });
const seed = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const stream = fc.constantFrom<Stream[]>('init', 'batch', 'dropout', 'noise', 'sample');

/** Computed with Python's integers: seed, stream, site, step, the key, and the hash of indexes 0, 1 and 2^32 - 1. */
const vectors: readonly (readonly [number, Stream, string, number, number, readonly number[]])[] = [
  [0, 'init', '', 0, 0x2eae3ed3, [0x863cc234, 0x4b870b1b, 0x27d195f8]],
  [42, 'init', 'repeat[0]/fuse/linear.weight', 0, 0x12fa2ae9, [0xabb42e41, 0xcb6ab371, 0x3a269c65]],
  [42, 'batch', '', 199999, 0x72c0bb48, [0x15c2c926, 0xc873a468, 0x5777b2d7]],
  [2 ** 32 + 42, 'dropout', 'dropout#2', 7, 0xd3ef8e49, [0x25d28868, 0xe16dc1b8, 0xa68fa1d5]],
  [2 ** 53 - 1, 'sample', 'é😀', 2 ** 32 - 1, 0x4f86cd33, [0x09888a72, 0x04dd8784, 0xfd3de6bc]],
];

const M = 0xffffffffn;

function mixed(bits: bigint): bigint {
  const a = ((bits ^ (bits >> 16n)) * 0x21f0aaadn) & M;
  const b = ((a ^ (a >> 15n)) * 0x735a2d97n) & M;
  return b ^ (b >> 15n);
}

const hashed = (key: bigint, value: bigint): bigint => mixed((mixed(key ^ value) + key) & M);

function fnv(text: string): bigint {
  const units = Array.from({ length: text.length }, (_, i) => BigInt(text.charCodeAt(i)));
  return units.reduce((code, unit) => ((code ^ unit) * 0x01000193n) & M, 0x811c9dc5n);
}

function keyed(seedValue: number, streamName: string, site: string, step: number): bigint {
  const whole = BigInt(seedValue);
  return [whole & M, whole >> 32n, fnv(streamName), fnv(site), BigInt(step)].reduce(hashed, 0x9e3779b9n);
}

describe('hash and keyOf', () => {
  test.each(vectors)('seed %d, %s, site %j, step %d', (seedValue, streamName, site, step, key, hashes) => {
    expect(keyOf(seedValue, streamName, site, step)).toBe(key);
    expect([0, 1, 2 ** 32 - 1].map((index) => hash(key, index))).toEqual(hashes);
  });

  test('the second implementation has the published values of FNV-1a', () => {
    expect([fnv(''), fnv('a'), fnv('foobar')]).toEqual([0x811c9dc5n, 0xe40c292cn, 0xbf9cf968n]);
  });

  test('agree with the second implementation everywhere', () => {
    fc.assert(
      fc.property(seed, stream, fc.string({ unit: 'grapheme' }), word, word, (s, name, site, step, index) => {
        const key = keyOf(s, name, site, step);
        expect(BigInt(key)).toBe(keyed(s, name, site, step));
        expect(BigInt(hash(key, index))).toBe(hashed(BigInt(key), BigInt(index)));
      }),
      { numRuns: 2_000 },
    );
  });

  test('WebAssembly computes the same integers', async () => {
    const inWasm = await wasmHash();
    fc.assert(
      fc.property(word, word, (key, index) => {
        expect(inWasm(key, index) >>> 0).toBe(hash(key, index));
      }),
      { numRuns: 20_000 },
    );
  });
});

describe('numbers', () => {
  const key = keyOf(42, 'noise', 'n', 0);

  test('uniform is the upper 24 bits, exact in float32', () => {
    expect(uniform(key, 6)).toBe(0.44399017095565796);
    expect(uniform(key, 7)).toBe(0.2641698718070984);
    expect(Math.fround(uniform(key, 6))).toBe(uniform(key, 6));
  });

  test('below is the upper part of a product of integers', () => {
    expect([0, 1, 2, 3].map((index) => below(key, index, 182_625))).toEqual([78_272, 133, 133_606, 129_017]);
    fc.assert(
      fc.property(word, word, fc.integer({ min: 1, max: 2 ** 21 }), (k, index, n) => {
        expect(BigInt(below(k, index, n))).toBe((hashed(BigInt(k), BigInt(index)) * BigInt(n)) >> 32n);
      }),
    );
  });

  test('normal is the cosine and the sine of one pair of uniforms', () => {
    expect(normal(key, 6)).toBeCloseTo(-0.09633732415452538, 14);
    expect(normal(key, 7)).toBeCloseTo(1.0791930936935041, 14);
  });

  test('normal is finite where the uniform is smallest and largest', () => {
    fc.assert(fc.property(word, word, (k, index) => Math.abs(normal(k, index)) <= Math.sqrt(48 * Math.LN2)));
  });
});
