/** Collects reports: one mistake, one report. */

import { type Code, severityOf } from '../diagnostics/catalog.ts';
import type { Diagnostic, Edit, Fix, Label } from '../diagnostics/diagnostic.ts';

export interface Reporter {
  report(diagnostic: Diagnostic): void;
}

export interface Collector extends Reporter {
  readonly diagnostics: readonly Diagnostic[];
  /** How many errors there are so far. */
  errors(): number;
}

/**
 * Collects reports. A second one of the same code at the same place is the first one again, met in another turn or call;
 * an unknown name is one report, with a label at each further use.
 */
export function collector(): Collector {
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  const names = new Map<string, Uses>();
  let errors = 0;
  return {
    diagnostics,
    errors: () => errors,
    report(diagnostic) {
      const { source, start, end } = diagnostic.span;
      const place = `${diagnostic.code} ${source.file} ${start} ${end}`;
      if (seen.has(place)) return;
      seen.add(place);
      const name = nameKey(diagnostic);
      const known = name === undefined ? undefined : names.get(name);
      if (known) {
        addUse(known, diagnostic);
        return;
      }
      const uses = usesOf(diagnostic);
      if (name !== undefined) names.set(name, uses);
      diagnostics.push(uses);
      if (severityOf(diagnostic) === 'error') errors++;
    },
  };
}

/** Codes about a name that nothing declares: one mistake, however often the name stands there. */
const aboutNames: readonly Code[] = [
  ...(['name/unknown-layer', 'name/foreign-layer', 'name/glued-digits', 'name/unknown', 'tap/unknown'] as const),
];

function nameKey({ code, args, span }: Diagnostic): string | undefined {
  return aboutNames.includes(code) && 'name' in args ? `${code} ${span.source.file} ${args.name}` : undefined;
}

/** A report whose labels and edits grow with each further use of the name. */
interface Uses extends Diagnostic {
  readonly labels: Label[];
  readonly fixes: readonly (Fix & { readonly edits: Edit[] })[];
}

function usesOf(diagnostic: Diagnostic): Uses {
  const fixes = diagnostic.fixes.map((fix) => ({ ...fix, edits: [...fix.edits] }));
  return { ...diagnostic, labels: [...diagnostic.labels], fixes };
}

/** So many labels are shown; a fix edits every use. */
const MOST_LABELS = 6;

function addUse({ labels, fixes }: Uses, { span, fixes: others }: Diagnostic): void {
  if (labels.length < MOST_LABELS) labels.push({ span, message: 'and here' });
  for (const [at, { edits }] of fixes.entries()) edits.push(...(others[at]?.edits ?? []));
}
