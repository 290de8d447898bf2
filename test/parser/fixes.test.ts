/** Every fix that the parser offers mends its mistake and makes no other: applied to the cases of test/diagnostics/syntax. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Diagnostic, Fix } from '../../src/diagnostics/diagnostic.ts';
import { parse } from '../../src/parser/parse.ts';
import { source, textOf } from '../../src/text/source.ts';
import { readCases } from '../support/cases.ts';

const folder = 'test/diagnostics/syntax';
const reportsOf = (text: string) => parse(source('spec.mm', text)).diagnostics;
const places = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code, span }) => `${code} ${textOf(span)}`);

function applied(text: string, { edits }: Fix): string {
  const backwards = [...edits].sort((a, b) => b.span.start - a.span.start);
  return backwards.reduce(
    (now, { span, text: better }) => now.slice(0, span.start) + better + now.slice(span.end),
    text,
  );
}

const fixes = readdirSync(folder).flatMap((file) =>
  readCases(`${folder}/${file}`).flatMap(({ title, source: text }) =>
    reportsOf(text).flatMap((report) =>
      report.fixes.map((fix) => [`${report.code}, ${title}: ${fix.title}`, text, report, fix] as const),
    ),
  ),
);

describe('a fix', () => {
  it('is offered for most mistakes', () => {
    expect(fixes.length).toBeGreaterThan(100);
  });

  it.each(fixes)('%s', (_, text, report, fix) => {
    const [before, after] = [places(reportsOf(text)), places(reportsOf(applied(text, fix)))];
    expect(after.length).toBeLessThan(before.length);
    if (fix.safe) for (const place of after) expect(before).toContain(place);
    expect(fix.edits.every(({ span }) => span.start <= span.end && span.source === report.span.source)).toBe(true);
  });
});
