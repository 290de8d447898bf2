/**
 * Every code of the catalogue has cases in test/diagnostics/<code>.txt: sources that it is reported for, with the whole
 * report, and sources about which it is silent. `MM_UPDATE=1` writes the reports anew; read the difference.
 */
import { existsSync, readdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { catalog } from '../src/diagnostics/catalog.ts';
import { render } from '../src/diagnostics/render.ts';
import { type Case, readCases, writeCases } from './support/cases.ts';
import { check } from './support/check.ts';

const folder = 'test/diagnostics';
const codes = Object.keys(catalog).sort();

describe.each(codes)('%s', (code) => {
  const path = `${folder}/${code}.txt`;
  const cases = existsSync(path) ? readCases(path) : [];
  const reports = cases.map(({ report }) => report);
  if (process.env.MM_UPDATE === '1' && cases.length > 0) afterAll(() => writeCases(path, cases, reports));

  it('has a case that reports it and one about which it is silent', () => {
    expect(
      cases.some(({ silent }) => silent),
      `${path}: a case "# silent: …"`,
    ).toBe(true);
    expect(
      cases.some(({ silent }) => !silent),
      `${path}: a case that reports the code`,
    ).toBe(true);
  });

  it.each(cases.map((each, at) => [each.title, each, at] as const))('%s', (_, each, at) => {
    const diagnostics = check(each.source, each.files);
    const report = render(diagnostics);
    reports[at] = report;
    expect(diagnostics.some((one) => one.code === code)).toBe(!each.silent);
    if (!each.silent) expect(report).toContain('^');
    expect(report).not.toMatch(/^\s+at .*:\d+:\d+/m);
    if (process.env.MM_UPDATE !== '1') expect(report).toBe(expectedOf(each));
  });
});

it('has no cases for codes that do not exist', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.includes('.'));
  expect(files.filter((file) => !codes.includes(file.replace(/\.txt$/, '')))).toEqual([]);
});

/** An editor may add or drop the last line end. */
function expectedOf({ report }: Case): string {
  return report.trim() === '' ? '' : `${report.trimEnd()}\n`;
}
