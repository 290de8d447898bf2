/**
 * Pairs of texts in tables.txt: a spec, and the type and the parameters of each of its stages. `MM_UPDATE=1` writes the
 * rows anew; work the numbers out by hand before you keep them.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { readCases, writeCases } from '../support/cases.ts';
import { rowsOf } from '../support/rows.ts';

const path = 'test/shapecheck/tables.txt';
const cases = readCases(path);

describe('the shapes of', () => {
  const found = cases.map(({ source }) => rowsOf(source));
  if (process.env.MM_UPDATE === '1') afterAll(() => writeCases(path, cases, found));
  it.each(cases.map((each, at) => [each.title, each, at] as const))('%s', (_, { report }, at) => {
    if (process.env.MM_UPDATE !== '1') expect(found[at]?.trimEnd()).toBe(report.trimEnd());
  });
});
