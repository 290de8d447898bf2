/** The check of a spec with the files beside it, as the tests of reports call it. */
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../../src/diagnostics/sort.ts';
import { noFacts } from '../../src/resolve/facts.ts';
import { check as checkSpec } from '../../src/shapecheck/check.ts';
import { source } from '../../src/text/source.ts';

/** The reports on a spec, in the order in which they are shown. */
export function check(text: string, files: Readonly<Record<string, string>>): readonly Diagnostic[] {
  const texts = new Map(Object.entries(files).map(([path, content]) => [path, source(path, content)]));
  return sortDiagnostics(checkSpec(source('spec.mm', text), { ...noFacts, texts }).diagnostics);
}
