/** Ways out are tried before they are shown: one that leads to another mistake is none where there is a better one. */
import { applyFixes } from '../diagnostics/apply-fixes.ts';
import { severityOf } from '../diagnostics/catalog.ts';
import type { Diagnostic, Fix } from '../diagnostics/diagnostic.ts';
import type { Source } from '../text/source.ts';

/** Trying takes a check for each way out, so that is done in texts of ordinary size with few mistakes. */
const MOST_ERRORS = 8;
const LARGEST = 20_000;

/** Reports with the ways out that leave fewer errors, wherever there are such; `check` says what is wrong with a text. */
export function withTriedFixes(
  found: readonly Diagnostic[],
  source: Source,
  check: (source: Source) => readonly Diagnostic[],
): readonly Diagnostic[] {
  const errors = countErrors(found);
  if (errors > MOST_ERRORS || source.text.length > LARGEST) return found;
  const works = (fix: Fix) => {
    const { source: fixed, fixes } = applyFixes(source, [fix]);
    return fixes.length > 0 && countErrors(check(fixed)) < errors;
  };
  return found.map((one) => {
    if (severityOf(one) !== 'error' || one.fixes.length < 2 || asksForFiles(one)) return one;
    const fixes = one.fixes.filter((fix) => fix.safe || works(fix));
    return fixes.length > 0 ? { ...one, fixes } : one;
  });
}

function countErrors(all: readonly Diagnostic[]): number {
  return all.filter((one) => severityOf(one) === 'error').length;
}

/** Ways out may name other files, of which nothing is known yet. */
function asksForFiles({ code }: Diagnostic): boolean {
  return code.startsWith('data/') || code.startsWith('item/use');
}
