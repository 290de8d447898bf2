/** The order in which reports are shown: by file and place; what is said twice is said once. */
import { messageOf, severityOf } from './catalog.ts';
import type { Diagnostic } from './diagnostic.ts';

const weight = { error: 0, warning: 1, note: 2 } as const;

/** Reports by file, place and weight, without those that repeat another of the same code, place and message. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  const once = diagnostics.filter((each) => {
    const key = identity(each);
    return !seen.has(key) && seen.add(key);
  });
  return once.sort(compare);
}

function identity(diagnostic: Diagnostic): string {
  const { code, span } = diagnostic;
  return JSON.stringify([code, span.source.file, span.start, span.end, messageOf(diagnostic)]);
}

function compare(a: Diagnostic, b: Diagnostic): number {
  return (
    byText(a.span.source.file, b.span.source.file) ||
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    weight[severityOf(a)] - weight[severityOf(b)] ||
    byText(a.code, b.code)
  );
}

/** The same everywhere, unlike an order that depends on a language. */
function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
