/** Tables: what a CSV file holds, column by column, and that programs cut the same file into the same cells. */
import { csvFormatRows, csvParseRows } from 'd3-dsv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linesOf } from '../../program/tfjs/csv.ts';
import { Problem } from '../../program/tfjs/problem.ts';
import { inspectTable, MOST_KINDS } from '../../src/data/table.ts';

const inspect = (text: string) => inspectTable(new TextEncoder().encode(text));

function columnsOf(text: string) {
  const found = inspect(text);
  if (!('facts' in found)) throw new Error(`unfit: ${JSON.stringify(found.problems)}`);
  return found.facts.columns;
}

describe('columns', () => {
  test('hold numbers, words and gaps, each counted with its first line', () => {
    const [height, colour] = columnsOf('height,colour\n1.5,red\n\n-2e3,NA\nx,"light\nblue"\n,red\n');
    expect(height).toEqual({
      name: 'height',
      numbers: 2,
      number: { line: 2, text: '1.5' },
      outsiders: 2,
      outsider: { line: 2, text: '1.5' },
      mean: (1.5 - 2000) / 2,
      // Of two numbers: half of what lies between them, squared.
      variance: (2001.5 / 2) ** 2,
      least: -2000,
      most: 1.5,
      words: 1,
      word: { line: 5, text: 'x' },
      missing: 1,
      gap: { line: 7, text: '' },
      kinds: ['-2e3', '1.5', 'x'],
    });
    expect(colour).toMatchObject({ words: 3, missing: 1, gap: { line: 4, text: 'NA' }, kinds: ['light\nblue', 'red'] });
  });

  test('of numbers have their kinds in the order of numbers', () => {
    expect(columnsOf('digit\n10\n9\n9\n1\n')[0]?.kinds).toEqual(['1', '9', '10']);
  });

  test('of numbers from 0 to 1 have none outside, the ends among them', () => {
    expect(columnsOf('y\n0\n1\n0.5\n')[0]).toMatchObject({ numbers: 3, outsiders: 0, outsider: undefined });
    expect(columnsOf('y\n0\n-0.1\n1.1\n')[0]).toMatchObject({ outsiders: 2, outsider: { line: 3, text: '-0.1' } });
  });

  test('of more kinds than are of use have none', () => {
    const rows = (count: number) => `name\n${Array.from({ length: count }, (_, i) => `n${i}`).join('\n')}\n`;
    expect(columnsOf(rows(MOST_KINDS))[0]?.kinds).toHaveLength(MOST_KINDS);
    expect(columnsOf(rows(MOST_KINDS + 1))[0]?.kinds).toBeUndefined();
  });

  test.each(['1', '-1', '+1', '.5', '5.', '1e-3', '1E5'])('%s is a number', (text) => {
    expect(columnsOf(`x\n${text}\n`)[0]).toMatchObject({ numbers: 1, words: 0 });
  });

  test.each(['0x10', '1,5', '1 000', 'Infinity', '1e999', '--1'])('%s is none', (text) => {
    expect(columnsOf(`x\n"${text}"\n`)[0]).toMatchObject({ numbers: 0, words: 1 });
  });
});

test.each([
  ['a comma', 'a,b\n1,2\n', ','],
  ['a semicolon, where there is no comma in the head', 'a;b\n1,5;2\n', ';'],
  ['a tab', 'a\tb\n1\t2\n', '\t'],
])('cells are parted by %s', (_, text, separator) => {
  expect(inspect(text)).toMatchObject({ facts: { separator, rows: 1, columns: [{ name: 'a' }, { name: 'b' }] } });
});

test('a byte-order mark, CRLF and blanks around cells do no harm', () => {
  const plain = inspect('a,b\n1,x\n');
  expect(inspect('\uFEFFa,b\r\n1,x\r\n')).toEqual(plain);
  expect(inspect(' a , b \n 1 , x \n')).toEqual(plain);
});

test.each([
  ['nothing', '', { kind: 'empty-file' }],
  ['blank lines', '\n\n', { kind: 'empty-file' }],
  ['a head alone', 'a,b\n', { kind: 'no-rows' }],
  ['a column without a name', 'a,\n1,2\n', { kind: 'head', why: 'column 2 has no name in the first line' }],
  ['a short row', 'a,b\n1,2\n3\n', { kind: 'ragged', line: 3, cells: 1, columns: 2, lines: 1 }],
  ['a quote inside a cell', 'a\n5" pipe\n', { kind: 'quote', line: 2 }],
])('%s makes no table', (_, text, problem) => {
  expect(inspect(text)).toEqual({ problems: [problem] });
});

describe('a program', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '1', ' ', ',', '"', '\n', '\r', 'é'), maxLength: 5 });

  test('cuts a file into the cells that d3-dsv wrote, and knows the line of each row', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const text = csvFormatRows(rows);
        const lines = linesOf(text, 'x.csv');
        expect(lines.map(({ cells }) => cells)).toEqual(csvParseRows(text));
        const begun = rows.map((_, at) => csvFormatRows(rows.slice(0, at)).split(/\r\n|\r|\n/).length);
        expect(lines.map(({ line }) => line)).toEqual(begun.map((line, at) => (at === 0 ? 1 : line + 1)));
      }),
      { numRuns: 500 },
    );
  });

  test('refuses the quotes that the check refuses, and no others', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n'), maxLength: 10 });
    fc.assert(
      fc.property(text, (content) => {
        const found = inspect(`${content}\n`);
        const isRefused = 'problems' in found && found.problems[0].kind === 'quote';
        if (isRefused) expect(() => linesOf(`${content}\n`, 'x.csv')).toThrow(Problem);
        else expect(() => linesOf(`${content}\n`, 'x.csv')).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });
});
