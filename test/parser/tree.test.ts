/**
 * Tiny sources and their trees, many to a file: test/parser/trees/*.txt. All of them parse without a word.
 * `MM_UPDATE=1` writes the trees anew; read the difference.
 */
import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { renderLines } from '../../src/diagnostics/line.ts';
import { parse } from '../../src/parser/parse.ts';
import { source } from '../../src/text/source.ts';
import { readCases, writeCases } from '../support/cases.ts';
import { printTree } from './print-tree.ts';

const folder = 'test/parser/trees';

describe.each(readdirSync(folder))('%s', (file) => {
  const path = `${folder}/${file}`;
  const cases = readCases(path);
  const trees = cases.map(({ report }) => report);
  if (process.env.MM_UPDATE === '1') afterAll(() => writeCases(path, cases, trees));

  it.each(cases.map((each, at) => [each.title, each, at] as const))('%s', (_, each, at) => {
    const { value, diagnostics } = parse(source('spec.mm', each.text));
    const tree = `${printTree(value)}\n`;
    expect(renderLines(diagnostics)).toBe('');
    if (process.env.MM_UPDATE === '1') trees[at] = tree;
    else expect(tree).toBe(each.report);
  });
});
