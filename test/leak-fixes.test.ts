/** Each fix of a leak, put in by itself: the leak is gone, no other comes of it, and no error is new. */
import { expect, test } from 'vitest';
import { applyFixes } from '../src/diagnostics/apply-fixes.ts';
import { severityOf } from '../src/diagnostics/catalog.ts';
import type { Diagnostic, Fix } from '../src/diagnostics/diagnostic.ts';
import { readCases } from './support/cases.ts';
import { check, type Files } from './support/check.ts';
import { randomPredictor } from './support/random-predictors.ts';

interface Text {
  readonly source: string;
  readonly files: Files;
}

const shown: readonly Text[] = ['leak', 'leak-norm'].flatMap((code) => readCases(`test/diagnostics/flow/${code}.txt`));
const random: readonly Text[] = Array.from({ length: 100 }, (_, seed) => ({
  source: randomPredictor(seed).text,
  files: {},
}));

const isLeak = ({ code }: Diagnostic) => code.startsWith('flow/leak');

test.each([
  ['fixtures', shown],
  ['random predictors', random],
] as const)('fixes of the leaks of %s', (_, texts) => {
  let count = 0;
  for (const text of texts) {
    const before = check(text.source, text.files);
    for (const fix of before.filter(isLeak).flatMap(({ fixes }) => fixes)) {
      const fixed = applied(fix);
      const after = check(fixed, text.files);
      const errors = after.filter((one) => severityOf(one) === 'error' && !isLeak(one)).map(({ code }) => code);
      const known = before.filter((one) => severityOf(one) === 'error').map(({ code }) => code);
      expect(
        errors.filter((code) => !known.includes(code)),
        fixed,
      ).toEqual([]);
      expect(after.filter(isLeak).length, `${fix.title}: ${text.source}`).toBeLessThan(before.filter(isLeak).length);
      count++;
    }
  }
  expect(count).toBeGreaterThan(10);
});

function applied(fix: Fix): string {
  return applyFixes(fix.edits[0]!.span.source, [fix]).source.text;
}
