/** Documents as tokens: by hand, against the counts that makemore part 5 printed, and against the minibatches of the goldens. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { encodePositions, encodeWindows } from '../../src/data/encode.ts';
import { split } from '../../src/data/split.ts';
import { names, vocabulary } from './names.ts';

const rows = (values: Int32Array, width: number) =>
  Array.from({ length: values.length / width }, (_, row) => [...values.subarray(row * width, (row + 1) * width)]);

/** The rows of a golden's tensor, each of its last `width` numbers. */
const goldenRows = (tensor: { readonly data: readonly number[] }, width: number) =>
  rows(Int32Array.from(tensor.data), width);

const golden = (name: string) =>
  JSON.parse(readFileSync(new URL(`../goldens/traj/${name}.json`, import.meta.url), 'utf8'));

describe('encodeWindows', () => {
  test('one example for each letter and the end, filled with 0 on the left', () => {
    const { x, y, examples } = encodeWindows(['ab', 'a'], '.ab', 3);
    expect(examples).toBe(5);
    expect(rows(x, 3)).toEqual([
      [0, 0, 0],
      [0, 0, 1],
      [0, 1, 2],
      [0, 0, 0],
      [0, 0, 1],
    ]);
    expect([...y]).toEqual([1, 2, 0, 1, 0]);
  });

  test('a document longer than the context keeps its last letters', () => {
    expect(rows(encodeWindows(['abba'], '.ab', 2).x, 2)).toEqual([
      [0, 0],
      [0, 1],
      [1, 2],
      [2, 2],
      [2, 1],
    ]);
  });

  test('the counts of makemore part 5', () => {
    const parts = split(names, [0.8, 0.1, 0.1], 42);
    const counts = parts.map((part) => encodeWindows(part, vocabulary, 8).examples);
    expect(counts).toEqual([182_625, 22_655, 22_866]);
  });

  test.each(['stage1', 'stage2', 'stage3', 'stage4', 'stage5'])('the minibatches of %s', (name) => {
    const { config, batches } = golden(name);
    const [train = []] = split(names, [0.8, 0.1, 0.1], 42);
    const { x, y } = encodeWindows(train, vocabulary, config.block_size);
    const xs = rows(x, config.block_size);
    const ix: readonly number[] = batches.ix.data;
    expect(ix.length).toBe(640);
    expect(ix.map((i) => xs[i])).toEqual(goldenRows(batches.X, config.block_size));
    expect(ix.map((i) => y[i])).toEqual(batches.Y.data);
  });
});

describe('encodePositions', () => {
  test('a document that fits is one window; what is left over is not counted', () => {
    const { x, y, examples } = encodePositions(['ab', 'b'], '.ab', 4);
    expect(examples).toBe(2);
    expect(rows(x, 4)).toEqual([
      [0, 1, 2, 0],
      [0, 2, 0, 0],
    ]);
    expect(rows(y, 4)).toEqual([
      [1, 2, 0, -1],
      [2, 0, -1, -1],
    ]);
  });

  test('a longer document: the last window is slid back, and nothing is predicted twice', () => {
    const { x, y } = encodePositions(['abcdefg'], '.abcdefg', 3);
    expect(rows(x, 3)).toEqual([
      [0, 1, 2],
      [3, 4, 5],
      [5, 6, 7],
    ]);
    expect(rows(y, 3)).toEqual([
      [1, 2, 3],
      [4, 5, 6],
      [-1, 7, 0],
    ]);
  });

  test('a document of exactly the context less one fills its window', () => {
    expect(rows(encodePositions(['abc'], '.abc', 4).y, 4)).toEqual([[1, 2, 3, 0]]);
  });

  test.each([1, 3, 8, 16])('with context %i each letter and each end is predicted once', (context) => {
    const some = names.slice(0, 2000);
    const { y } = encodePositions(some, vocabulary, context);
    const counted = y.filter((token) => token >= 0);
    const expected = some.flatMap((name) => Array.from(`${name}.`, (letter) => vocabulary.indexOf(letter)));
    expect([...counted]).toEqual(expected);
  });

  const models = [
    'bow_makemore',
    'gru_makemore',
    'gru_torch',
    'lstm_torch',
    'mlp_makemore',
    'rnn_makemore',
    'rnn_torch',
  ];
  test.each([...models, 'transformer', 'wavenet'])('the minibatches of char_%s', (model) => {
    const { config, batches } = golden(`char_${model}`);
    const words = (batches.word_ix.data as readonly number[]).map((line) => names[line] as string);
    const { x, y, examples } = encodePositions(words, vocabulary, config.block_size);
    expect(examples).toBe(640);
    expect(rows(x, config.block_size)).toEqual(goldenRows(batches.X, config.block_size));
    expect(rows(y, config.block_size)).toEqual(goldenRows(batches.Y, config.block_size));
  });
});

test('characters are code points, and one that the vocabulary lacks is refused', () => {
  expect([...encodeWindows(['é😀'], '.é😀', 1).y]).toEqual([1, 2, 0]);
  expect(() => encodePositions(['abc'], '.ab', 4)).toThrow('The vocabulary lacks "c"');
});
