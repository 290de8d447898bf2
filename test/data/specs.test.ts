/** The specs of specs/data: each trains on the data beside it, here for a short while. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inspectIdx } from '../../src/data/idx.ts';
import { inspectTable } from '../../src/data/table.ts';
import { inspectText } from '../../src/data/text.ts';
import { runNode, writeProgram } from '../support/program.ts';

const folder = 'specs/data';
const bytes = (name: string) => readFileSync(`${folder}/${name}`);

const files = {
  iris: ['iris.csv'],
  digits: ['digits-images.idx', 'digits-labels.idx'],
  npy: ['waves-x.npy', 'waves-y.npy'],
  text: ['opticks.txt'],
} as const;

function trained(name: keyof typeof files, steps: number): string {
  const beside = Object.fromEntries(files[name].map((file) => [file, bytes(file)]));
  const program = writeProgram(readFileSync(`${folder}/${name}.mm`, 'utf8'), { files: beside });
  const { stdout, stderr, status } = runNode([program.path, `--steps=${steps}`]);
  expect(status, stderr).toBe(0);
  return stdout;
}

/** Validation accuracy in percent. */
const accuracy = (shown: string) => Number(/val loss {3}\d+\.\d{4}, accuracy (\d+\.\d) %/.exec(shown)?.[1]);

describe('trains to something sensible', () => {
  test('iris: nearly all flowers are told apart', () => {
    expect(accuracy(trained('iris', 300))).toBeGreaterThan(90);
  });

  test('digits: most are read after few steps', () => {
    expect(accuracy(trained('digits', 120))).toBeGreaterThan(85);
  });

  test('npy: the waves are told apart', () => {
    expect(accuracy(trained('npy', 500))).toBeGreaterThan(90);
  });

  test('text: the loss falls below that of single characters', () => {
    const text = bytes('opticks.txt').toString();
    const counts = new Map<string, number>();
    for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    const entropy = [...counts.values()].reduce((sum, n) => sum - (n / text.length) * Math.log(n / text.length), 0);
    const [, loss] = /val loss {3}(\d+\.\d{4})/.exec(trained('text', 150)) ?? [];
    expect(Number(loss)).toBeLessThan(entropy - 0.1);
  });
});

describe('the data', () => {
  test('of iris is Fisher’s: 50 flowers of each kind, with the means of his table', () => {
    const found = inspectTable(bytes('iris.csv'));
    if (!('facts' in found)) throw new Error('unfit');
    expect(found.facts.rows).toBe(150);
    const rows = bytes('iris.csv')
      .toString()
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
    const means = [0, 1, 2, 3].map((column) => rows.reduce((sum, cells) => sum + Number(cells[column]), 0) / 150);
    // Means over all kinds as R gives them for its data set `iris`.
    expect(means.map((mean) => mean.toFixed(3))).toEqual(['5.843', '3.057', '3.758', '1.199']);
    for (const kind of ['setosa', 'versicolor', 'virginica'])
      expect(rows.filter((cells) => cells[4] === kind)).toHaveLength(50);
  });

  test('of the digits is the test set of UCI: 1,797 images, so many of each digit', () => {
    expect(inspectIdx(bytes('digits-images.idx'))).toMatchObject({ facts: { shape: [1797, 8, 8], largest: 0 } });
    const labels = [...bytes('digits-labels.idx').subarray(8)];
    const counts = Array.from({ length: 10 }, (_, digit) => labels.filter((label) => label === digit).length);
    // The distribution that the data set's own description states.
    expect(counts).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
  });

  test('of the text is as its provenance says', () => {
    const text = bytes('opticks.txt').toString();
    expect(text.startsWith('THE FIRST BOOK OF OPTICKS\n')).toBe(true);
    expect(inspectText(bytes('opticks.txt'))).toMatchObject({ facts: { characters: text.length } });
    const provenance = readFileSync(`${folder}/provenance.md`, 'utf8');
    for (const name of Object.values(files).flat())
      expect(provenance).toContain(createHash('sha256').update(bytes(name)).digest('hex'));
  });
});
