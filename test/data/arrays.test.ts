/** IDX files and arrays of NumPy, written byte by byte as their formats say. */
import { describe, expect, test } from 'vitest';
import { inspectIdx } from '../../src/data/idx.ts';
import { inspectNpy } from '../../src/data/npy.ts';
import { npyFile } from '../support/array-files.ts';

describe('IDX', () => {
  test('images: their shape', () => {
    const bytes = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255);
    expect(inspectIdx(bytes)).toMatchObject({ facts: { shape: [1, 2, 3], largest: 0 } });
  });

  test('labels: their shape and the largest', () => {
    expect(inspectIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 4, 9, 0))).toEqual({ facts: { shape: [3], largest: 9 } });
  });

  test.each([
    ['nothing', [], 'it is empty'],
    ['gzip', [0x1f, 0x8b, 8, 0], 'it is packed with gzip: unpack it first'],
    ['another format', [0x50, 0x4b, 3, 4], 'it begins with 50 4b 03 04, not with 00 00 08'],
    ['floats', [0, 0, 13, 1, 0, 0, 0, 0], 'it holds floats, but mm reads bytes (type 8)'],
    ['half a head', [0, 0, 8, 3, 0, 0], 'it ends within its head'],
    ['a cut', [0, 0, 8, 1, 0, 0, 0, 2, 7], 'its head says [2], 2 bytes, but 1 follow'],
    ['no examples', [0, 0, 8, 1, 0, 0, 0, 0], 'it has no examples'],
  ])('%s is none', (_, bytes, why) => {
    expect(inspectIdx(Uint8Array.from(bytes))).toEqual({ problems: [{ kind: 'format', format: 'an IDX file', why }] });
  });
});

describe('npy', () => {
  test.each([
    ['<f4', [2, 3], 24, 'float'],
    ['<f8', [4], 32, 'float'],
    ['<i8', [2], 16, 'int'],
    ['|b1', [2, 2], 4, 'int'],
  ])('%s %j', (type, shape, size, dtype) => {
    const zeros = { mean: 0, self: 0, near: 0, far: 0, examples: 0, both: 0 };
    const likeness = dtype === 'float' ? { likeness: zeros } : {};
    const facts = { shape, type, dtype, least: 0, most: 0, outsiders: 0, ...likeness };
    expect(inspectNpy(npyFile(type, shape, new Uint8Array(size)))).toEqual({ facts });
  });

  test.each([
    ['|i1', Int8Array.of(-1, 5), -1, 5],
    ['<i2', Int16Array.of(-300, 7), -300, 7],
    ['<u4', Uint32Array.of(1, 4_000_000_000), 1, 4_000_000_000],
    ['<i8', BigInt64Array.of(-3n, 40n), -3, 40],
  ])('%s: the smallest and the largest number', (type, numbers, least, most) => {
    const bytes = new Uint8Array(numbers.buffer as ArrayBuffer);
    expect(inspectNpy(npyFile(type, [2], bytes))).toMatchObject({ facts: { least, most } });
  });

  test.each([
    ['<f4', Float32Array.of(0, 1, 0.5, -0.25, 2, 1), 2, { example: 1, text: '-0.25' }],
    ['<f8', Float64Array.of(0, 1, 1, 1, 1, Number.NaN), 1, { example: 2, text: 'NaN' }],
    ['<i4', Int32Array.of(0, 3, 1, 1, 0, -1), 2, { example: 0, text: '3' }],
    ['<f4', Float32Array.of(0, 1, 0.5, 0.25, 0, 1), 0, undefined],
  ])('%s: numbers that are not from 0 to 1, and the first of them', (type, numbers, outsiders, outsider) => {
    const bytes = new Uint8Array(numbers.buffer as ArrayBuffer);
    expect(inspectNpy(npyFile(type, [3, 2], bytes))).toMatchObject({ facts: { outsiders, outsider } });
  });

  test('version 2 has a longer head', () => {
    expect(inspectNpy(npyFile('|u1', [1], Uint8Array.of(3), 2))).toMatchObject({ facts: { shape: [1], most: 3 } });
  });

  test.each([
    ['big-endian', npyFile('>f4', [1], new Uint8Array(4)), /^its numbers are >f4, but mm reads <f4 /],
    ['a cut', npyFile('<f4', [2], new Uint8Array(7)), /^its head says \[2\] of 4 bytes each, but 7 bytes follow$/],
    ['a lone number', npyFile('<f4', [], new Uint8Array(4)), /^it has no examples$/],
    ['an archive', Uint8Array.from('PK\u0003\u0004 and so on', (c) => c.charCodeAt(0)), /^it is an archive/],
    ['a text', new TextEncoder().encode('1,2,3\n4,5,6\n'), /^it does not begin with NUMPY$/],
  ])('%s is none', (_, bytes, why) => {
    expect(inspectNpy(bytes)).toEqual({ problems: [expect.objectContaining({ why: expect.stringMatching(why) })] });
  });
});
