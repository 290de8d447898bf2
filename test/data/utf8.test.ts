/** The first byte that is not UTF-8, against the platform's own decoder. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstInvalidByte } from '../../src/data/utf8.ts';

const decodes = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/** Sequences at the edges of what is well formed: Unicode 16, table 3-7. */
const edges: readonly (readonly [string, readonly number[], number | undefined])[] = [
  ['the last of one byte', [0x7f], undefined],
  ['a continuation alone', [0x41, 0x80], 1],
  ['overlong in two', [0xc1, 0xbf], 0],
  ['the first of two', [0xc2, 0x80], undefined],
  ['overlong in three', [0xe0, 0x9f, 0xbf], 0],
  ['the first of three', [0xe0, 0xa0, 0x80], undefined],
  ['the last before the surrogates', [0xed, 0x9f, 0xbf], undefined],
  ['a surrogate', [0xed, 0xa0, 0x80], 0],
  ['overlong in four', [0xf0, 0x8f, 0xbf, 0xbf], 0],
  ['the last code point', [0xf4, 0x8f, 0xbf, 0xbf], undefined],
  ['beyond it', [0xf4, 0x90, 0x80, 0x80], 0],
  ['a byte that never leads', [0x41, 0x42, 0xff], 2],
  ['cut short', [0x41, 0xf0, 0x9f, 0x98], 1],
];

describe('firstInvalidByte', () => {
  test.each(edges)('%s', (_, bytes, expected) => {
    expect(firstInvalidByte(Uint8Array.from(bytes))).toBe(expected);
  });

  test('agrees with the decoder on any bytes: it decodes up to there and no further', () => {
    const lead = fc.constantFrom(
      0x41,
      0x80,
      0xbf,
      0xc2,
      0xe0,
      0xe1,
      0xed,
      0xf0,
      0xf1,
      0xf4,
      0xff,
      0x9f,
      0xa0,
      0x8f,
      0x90,
    );
    const run = fc.array(fc.oneof(lead, fc.integer({ min: 0, max: 255 })), { maxLength: 12 });
    fc.assert(
      fc.property(run, (values) => {
        const bytes = Uint8Array.from(values);
        const at = firstInvalidByte(bytes);
        expect(at === undefined).toBe(decodes(bytes));
        if (at !== undefined) expect(decodes(bytes.subarray(0, at))).toBe(true);
      }),
      { numRuns: 20_000 },
    );
  });
});
