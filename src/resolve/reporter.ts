/** Collects reports: one mistake, one report. */

import { severityOf } from '../diagnostics/catalog.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

export interface Reporter {
  report(diagnostic: Diagnostic): void;
}

export interface Collector extends Reporter {
  readonly diagnostics: readonly Diagnostic[];
  /** How many errors there are so far. */
  errors(): number;
}

/** Collects reports; a second one of the same code at the same place is the first one again, met in another turn or call. */
export function collector(): Collector {
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  let errors = 0;
  return {
    diagnostics,
    errors: () => errors,
    report(diagnostic) {
      const { source, start, end } = diagnostic.span;
      const key = `${diagnostic.code} ${source.file} ${start} ${end}`;
      if (seen.has(key)) return;
      seen.add(key);
      diagnostics.push(diagnostic);
      if (severityOf(diagnostic) === 'error') errors++;
    },
  };
}
