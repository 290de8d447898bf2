/** How good reports are: which share of those in test/diagnostics has what a good report has. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { applyFixes } from '../../src/diagnostics/apply-fixes.ts';
import { areaOf, areas } from '../../src/diagnostics/areas.ts';
import { type Code, catalog, messageOf, severityOf } from '../../src/diagnostics/catalog.ts';
import type { Diagnostic, Fix } from '../../src/diagnostics/diagnostic.ts';
import { type Exempt, type Quality, qualities, type Row } from '../../src/diagnostics/row.ts';
import { type Case, readCases } from '../../test/support/cases.ts';
import { check } from '../../test/support/check.ts';

/** A quality that is measured, in words, and the share that is aimed at. */
export const measures: Readonly<Record<'place' | Quality, { readonly has: string; readonly target: number }>> = {
  place: { has: 'the place of the mistake', target: 1 },
  cause: { has: 'the place of its cause, as a label', target: 0.9 },
  shapes: { has: 'both shapes', target: 0.9 },
  way: { has: 'a way out', target: 0.95 },
  fix: {
    has: 'a fix that a machine can apply, after which the report is gone and no other error is there',
    target: 0.6,
  },
};

/** A report of a fixture with what it has. */
export interface Measured {
  readonly code: Code;
  /** Where it stands: the code of the fixture's file, and the title of the case. */
  readonly where: string;
  readonly has: Readonly<Record<'place' | Quality, boolean>>;
  readonly fixes: readonly Applied[];
}

/** A fix, applied by itself. */
export interface Applied {
  readonly fix: Fix;
  /** Whether its report is gone. */
  readonly isGone: boolean;
  /** Codes of errors that were not there before. */
  readonly added: readonly string[];
}

/** All reports of all fixtures under a folder. */
export function measuredReports(folder: string): Measured[] {
  return (Object.keys(catalog) as Code[]).flatMap((code) => {
    const path = join(folder, `${code}.txt`);
    const cases = existsSync(path) ? readCases(path) : [];
    return cases.flatMap((one) => reportsOf(one, `${code}, ${one.title}`));
  });
}

function reportsOf({ source, files }: Case, where: string): Measured[] {
  const reports = check(source, files);
  return reports.map((report) => {
    const fixes = report.fixes.flatMap((fix) => applied(fix, report, reports, files) ?? []);
    const has = {
      place: isPlace(report),
      cause: report.labels.length > 0,
      shapes: shapesIn(report).size > 1,
      way: report.help.length + report.fixes.length > 0,
      fix: fixes.some(({ isGone, added }) => isGone && added.length === 0),
    };
    return { code: report.code, where, has, fixes };
  });
}

function isPlace({ span: { source, start, end } }: Diagnostic): boolean {
  return start >= 0 && start <= end && end <= source.text.length;
}

/** The shapes that a report shows: `[B, 8, 4]`, `int[B, T]`. */
function shapesIn(report: Diagnostic): ReadonlySet<string> {
  const texts = [messageOf(report), report.label ?? '', ...report.labels.map(({ message }) => message)];
  return new Set(texts.flatMap((text) => text.match(/(?:int)?\[[^\]]*\]/g) ?? []));
}

/** What is reported once a fix is in the spec; undefined for one that edits another file. */
function applied(
  fix: Fix,
  report: Diagnostic,
  before: readonly Diagnostic[],
  files: Case['files'],
): Applied | undefined {
  const { source } = report.span;
  const { source: fixed, fixes } = applyFixes(source, [fix]);
  if (fixes.length === 0 || source.file !== 'spec.mm') return undefined;
  const after = check(`${source.bom ? '\uFEFF' : ''}${fixed.text}`, files);
  const count = (reports: readonly Diagnostic[]) => reports.filter((one) => keyOf(one) === keyOf(report)).length;
  const known = before.map(keyOf);
  const added = after.filter((one) => severityOf(one) === 'error' && !takeOut(known, keyOf(one)));
  return { fix, isGone: count(after) < count(before), added: added.map(({ code }) => code) };
}

function keyOf(report: Diagnostic): string {
  return `${report.code} ${messageOf(report)}`;
}

function takeOut(keys: string[], key: string): boolean {
  const at = keys.indexOf(key);
  if (at >= 0) keys.splice(at, 1);
  return at >= 0;
}

/** What reports of a code cannot have, with the reasons. */
export function exemptOf(code: Code): Exempt {
  const row: Row<never> = catalog[code];
  return { ...areas[areaOf(code)].no, ...row.no };
}

/** Of the reports to which a quality applies, how many there are and how many have it. */
export function shareOf(
  quality: 'place' | Quality,
  reports: readonly Measured[],
): { readonly some: number; readonly all: number } {
  const own = reports.filter(({ code }) => quality === 'place' || exemptOf(code)[quality] === undefined);
  return { some: own.filter(({ has }) => has[quality]).length, all: own.length };
}

/** The shares as a table, and which codes are left out for which reason. */
export function qualitySection(folder: string): string {
  const reports = measuredReports(folder);
  const rows = Object.entries(measures).map(([quality, { has, target }]) => {
    const { some, all } = shareOf(quality as Quality, reports);
    const whole = reports.filter((report) => report.has[quality as Quality]).length;
    const shares = [some / all, target, whole / reports.length].map(percent);
    return `| ${has} | ${shares[0]} | ${some} of ${all} | ${shares[1]} | ${shares[2]} |`;
  });
  const table = [
    '| A report has | share | reports | target | of all reports |',
    '|---|---:|---:|---:|---:|',
    ...rows,
  ].join('\n');
  return `## How good these reports are

Measured over all ${reports.length} reports of the fixtures. Each share is of the reports to which it can apply; the list
below says which codes are left out, and why.

${table}

${qualities.flatMap(exemptions).join('\n\n')}
`;
}

/** The codes without a quality, by reason. */
function exemptions(quality: Quality): string[] {
  const byReason = new Map<string, string[]>();
  for (const code of Object.keys(catalog) as Code[]) {
    const reason = exemptOf(code)[quality];
    if (reason !== undefined) byReason.set(reason, [...(byReason.get(reason) ?? []), code]);
  }
  const lines = [...byReason].map(([reason, codes]) => `- ${reason}: ${shortened(codes)}`);
  return lines.length === 0 ? [] : [[`Left out of “${measures[quality].has.split(',')[0]}”:`, '', ...lines].join('\n')];
}

/** Codes, or the area where it is all of it. */
function shortened(codes: readonly string[]): string {
  const all = Object.keys(catalog);
  const names = Object.keys(areas).flatMap((area) => {
    const [own, inArea] = [codes, all].map((list) => list.filter((code) => code.startsWith(`${area}/`)));
    return own?.length === inArea?.length && (own?.length ?? 0) > 1 ? [`all of ${area}`] : (own ?? []);
  });
  return names.join(', ');
}

function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}
