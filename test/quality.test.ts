/** How good reports are, measured over all fixtures: the shares that docs/diagnostics.md prints, and that fixes do what they say. */
import { describe, expect, it } from 'vitest';
import { exemptOf, type Measured, measuredReports, measures, shareOf } from '../scripts/docs/quality.ts';
import type { Code } from '../src/diagnostics/catalog.ts';
import type { Quality } from '../src/diagnostics/row.ts';

const reports = measuredReports('test/diagnostics');

/** Cases in which a fix brings a mistake to light that stands elsewhere and was hidden, or was reported with it. */
const bringsToLight: readonly (readonly [fix: Code, where: string, found: Code])[] = [
  ['argument/value', 'argument/value, a word that the setting does not know', 'shape/unknown-dim'],
  ['data/no-column', 'train/target-range, silent: nothing is known of a label that is no column', 'train/target-range'],
  ['syntax/missing', 'syntax/missing, the quotes of a path', 'item/use-not-found'],
  ['syntax/missing-bar', 'syntax/missing-bar, at the ends of lines', 'syntax/missing-bar'],
  ['syntax/unexpected', 'syntax/unexpected, a list of layers, as in Keras', 'syntax/comma'],
  ['syntax/missing-equals', 'syntax/missing-equals, settings of an item', 'syntax/order'],
];

describe('of all reports in the fixtures', () => {
  it.each(Object.entries(measures))('%s', (quality, { target }) => {
    const { some, all } = shareOf(quality as keyof typeof measures, reports);
    const lacking = reports.filter(({ code, has }) => {
      return !has[quality as keyof typeof measures] && exemptOf(code)[quality as Quality] === undefined;
    });
    expect(all).toBeGreaterThan(20);
    expect(some / all, lacking.map(({ code, where }) => `${code} (${where})`).join('\n')).toBeGreaterThanOrEqual(
      target,
    );
  });
});

describe('a safe fix', () => {
  const safe = reports.flatMap((report) =>
    report.fixes.filter(({ fix }) => fix.safe).map((each) => ({ report, each })),
  );

  it('takes its report away', () => {
    expect(safe.length).toBeGreaterThan(50);
    expect(
      safe.filter(({ each }) => !each.isGone).map(({ report, each }) => `${named(report)}: ${each.fix.title}`),
    ).toEqual([]);
  });

  it('adds no error of its own', () => {
    const added = safe.flatMap(({ report, each }) =>
      each.added
        .filter((code) => !isHidden(report, code))
        .map((code) => `${named(report)}: ${each.fix.title} adds ${code}`),
    );
    expect(added).toEqual([]);
  });
});

function named({ code, where }: Measured): string {
  return `${code} (${where})`;
}

function isHidden({ code, where }: Measured, added: string): boolean {
  return bringsToLight.some(([fix, at, found]) => fix === code && where.startsWith(at) && found === added);
}
