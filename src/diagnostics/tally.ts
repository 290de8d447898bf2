/** The last line under a list of reports: how many there are of which weight. */
import { severityOf } from './catalog.ts';
import type { Diagnostic } from './diagnostic.ts';
import { count } from './row.ts';

/** "2 errors, 1 warning"; empty when there is nothing to report. */
export function tally(diagnostics: readonly Diagnostic[]): string {
  return (['error', 'warning', 'note'] as const)
    .map((severity) => ({ severity, n: diagnostics.filter((each) => severityOf(each) === severity).length }))
    .filter(({ n }) => n > 0)
    .map(({ severity, n }) => count(n, severity))
    .join(', ');
}
