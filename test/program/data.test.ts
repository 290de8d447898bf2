/** The data of emitted programs: the same order, the same split and the same tokens as in src/data. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minibatch } from '../../program/tfjs/batches.ts';
import { CHARACTERS } from '../../program/tfjs/characters.ts';
import { readData as readFiles } from '../../program/tfjs/documents.ts';
import * as positions from '../../program/tfjs/positions.ts';
import { Problem } from '../../program/tfjs/problem.ts';
import { shuffled } from '../../program/tfjs/shuffle.ts';
import { T, V, VOCABULARY } from '../../program/tfjs/spec.ts';
import type { DataSettings, Examples } from '../../program/tfjs/types.ts';
import * as windows from '../../program/tfjs/windows.ts';
import { below, keyOf } from '../../src/chance/hash.ts';
import { documentsOf, inspectChars } from '../../src/data/chars.ts';
import { encodePositions, encodeWindows } from '../../src/data/encode.ts';
import * as core from '../../src/data/python-random.ts';
import { split } from '../../src/data/split.ts';
import { names, namesBytes, vocabulary } from '../data/names.ts';

const shares = [0.8, 0.1, 0.1];
const usual = { split: shares, splitSeed: 42 };
const readData = (bytes: Uint8Array, name: string, settings: DataSettings) => readFiles([{ name, bytes }], settings);
const bytesOf = (text: string) => new TextEncoder().encode(text);
const sha256 = (words: readonly string[]) => createHash('sha256').update(words.join('\n')).digest('hex').slice(0, 16);

/** The documents behind examples of windows: the targets one after the other, parted where one ends. */
function documentsBehind({ y }: Examples): string[] {
  const text = Array.from(y, (token) => (token === 0 ? '\n' : CHARACTERS[token])).join('');
  return text.split('\n').slice(0, -1);
}

describe('shuffled', () => {
  const seeds = [0, 1, 42, -7, 2 ** 32 - 1, 2 ** 32, 2 ** 40 + 7, Number.MAX_SAFE_INTEGER];
  test.each(seeds)('is that of src/data with seed %d', (seed) => {
    const items = Array.from({ length: 2000 }, (_, i) => i);
    expect(shuffled(items, seed)).toEqual(core.shuffled(items, seed));
  });
});

describe('the names', () => {
  const data = readData(namesBytes, 'names.txt', usual);
  const parts = [data.train, data.val, data.test];

  test('are split into the words that Python gives', () => {
    const words = parts.map(documentsBehind);
    expect(words.map(({ length }) => length)).toEqual([25_626, 3_203, 3_204]);
    expect(words.map(sha256)).toEqual(['7e9ca5fa01341b98', '3097363dfec5299f', '0a4f4bc22c027371']);
    expect(data.about).toBe('32,033 documents, 27 symbols');
  });

  test('give as many examples with every context: one for each letter and each end', () => {
    expect(parts.map(({ examples }) => examples)).toEqual([182_625, 22_655, 22_866]);
  });

  test('are cut into other parts as in src/data', () => {
    const other = { split: [0.7, 0.2, 0.1], splitSeed: 7 };
    const { train, val, test: rest } = readData(namesBytes, 'names.txt', other);
    const wanted = split(names, other.split, other.splitSeed);
    expect([train, val, rest].map(documentsBehind)).toEqual(wanted);
  });
});

describe('examples', () => {
  const document = fc.string({ unit: fc.constantFrom(...'abcxyz'), minLength: 1, maxLength: 9 });
  const documents = fc.array(document, { minLength: 1, maxLength: 8 });

  test('of windows are those of src/data', () => {
    fc.assert(
      fc.property(documents, (all) => {
        expect(windows.encode(all)).toEqual(encodeWindows(all, vocabulary, T));
      }),
    );
  });

  test('of positions are those of src/data', () => {
    fc.assert(
      fc.property(documents, (all) => {
        expect(positions.encode(all)).toEqual(encodePositions(all, vocabulary, T));
      }),
    );
  });

  test('of rows, in their order, as tensors', () => {
    const all = windows.encode(['anna', 'bo']);
    const [x, y] = windows.examplesAt(all, [4, 0, 4]);
    expect([x.shape, y.shape, x.dtype, y.dtype]).toEqual([[3, T], [3], 'int32', 'int32']);
    expect(x.arraySync()).toEqual([
      [14, 14, 1],
      [0, 0, 0],
      [14, 14, 1],
    ]);
    expect(y.arraySync()).toEqual([0, 1, 0]);
  });

  test('of rows of positions', () => {
    const all = positions.encode(['anna', 'bo']);
    const [x, y] = positions.examplesAt(all, [1, 2]);
    expect(x.arraySync()).toEqual([
      [14, 14, 1],
      [0, 2, 15],
    ]);
    expect(y.arraySync()).toEqual([
      [-1, 1, 0],
      [2, 15, 0],
    ]);
  });

  test('of a minibatch are drawn by seed and step alone, with replacement', () => {
    const all = windows.encode(names.slice(0, 50));
    const draw = (seed: number, step: number) => minibatch(all, 64, seed, step)[1].arraySync() as number[];
    const key = keyOf(42, 'batch', 'train', 7);
    expect(draw(42, 7)).toEqual(Array.from({ length: 64 }, (_, i) => all.y[below(key, i, all.examples)]));
    expect(draw(42, 8)).not.toEqual(draw(42, 7));
    expect(draw(43, 7)).not.toEqual(draw(42, 7));
  });
});

describe('files', () => {
  const read = (text: string, settings = usual) => readData(bytesOf(text), 'words.txt', settings);
  const whole = { split: [1, 0, 0], splitSeed: 42 };

  test.each([
    ['CRLF', 'anna\r\nbo\r\n'],
    ['a BOM', '\uFEFFanna\nbo'],
    ['empty lines and blanks around words', '\n anna\t\n\n bo \n'],
  ])('%s does no harm', (_, text) => {
    expect(documentsBehind(read(text, whole).train).sort()).toEqual(['anna', 'bo']);
    expect(documentsOf(text.replace('\uFEFF', ''))).toEqual(['anna', 'bo']);
  });

  test('a part may be empty, but for the first', () => {
    const { train, val, test: rest } = read('anna\nbo', whole);
    expect([train, val, rest].map(({ examples }) => examples)).toEqual([8, 0, 0]);
    expect(() => read('anna', { split: [0.5, 0.5, 0], splitSeed: 42 })).toThrow(
      new Problem('words.txt is too small: no training examples'),
    );
  });

  test.each([
    ['an unknown character', 'anna\nBo', `words.txt:2: the model knows no "B", only ${VOCABULARY.slice(1)}`],
    ['the boundary', 'st. john', `words.txt:1: the model knows no ".", only ${VOCABULARY.slice(1)}`],
    ['half of no pair', 'anna 😀', `words.txt:1: the model knows no " ", only ${VOCABULARY.slice(1)}`],
    ['no documents', ' \n\n', 'words.txt holds no documents'],
    ['nothing', '', 'words.txt holds no documents'],
    ['too short documents', 'a', 'a context of 3 is more than the longest document of words.txt fills (1)'],
  ])('%s is a problem', (_, text, message) => {
    expect(() => read(text)).toThrow(new Problem(message));
  });

  test('another encoding is a problem', () => {
    expect(() => readData(Uint8Array.of(0x61, 0xe9, 0x0a), 'words.txt', usual)).toThrow(
      new Problem('words.txt is not UTF-8'),
    );
  });

  test('what the check accepts of a file with this vocabulary, the program accepts', () => {
    const text = fc.string({ unit: fc.constantFrom(...'az.é \n\r\t\uFEFF'), maxLength: 12 });
    fc.assert(
      fc.property(text, (content) => {
        const found = inspectChars(bytesOf(content));
        const isKnown = 'facts' in found && [...found.facts.vocabulary].every((letter) => VOCABULARY.includes(letter));
        const isLong = 'facts' in found && found.facts.longest + 1 >= T;
        const reading = () => read(content, whole);
        if (isKnown && isLong) expect(reading().about).toBe(`${found.facts.documents} documents, 27 symbols`);
        else expect(reading).toThrow(Problem);
      }),
      { numRuns: 500 },
    );
  });
});

test('the stand-in has the vocabulary of the names', () => {
  expect([VOCABULARY, V, T]).toEqual([vocabulary, 27, 3]);
});
