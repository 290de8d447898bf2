/** Fixes put into a text: a set of them at once, or the safe ones again and again until none is left. */
import type { Source, Span } from '../text/source.ts';
import type { Diagnostic, Fix } from './diagnostic.ts';

export interface Applied {
  readonly source: Source;
  /** The fixes that went in, in the order given. */
  readonly fixes: readonly Fix[];
}

/**
 * The text with these fixes in it, each as a whole or not at all: one that overlaps an earlier one is left out, and so is
 * one that edits another file.
 */
export function applyFixes(source: Source, fixes: readonly Fix[]): Applied {
  const taken: Fix[] = [];
  for (const fix of fixes) {
    const isOwn = fix.edits.length > 0 && fix.edits.every(({ span }) => span.source === source);
    const isFree = !taken.some(({ edits }) => edits.some((a) => fix.edits.some((b) => overlap(a.span, b.span))));
    if (isOwn && isFree) taken.push(fix);
  }
  return { source: edited(source, taken), fixes: taken };
}

export interface Fixed extends Applied {
  /** What is left to say about the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Fixes may bring others to light, but not for ever. */
const MOST_ROUNDS = 10;

/** The text with every safe fix in it. `check` says what is wrong with a text; it is asked again after each round. */
export function fixAll(source: Source, check: (source: Source) => readonly Diagnostic[]): Fixed {
  let fixed: Fixed = { source, fixes: [], diagnostics: check(source) };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = applyFixes(fixed.source, fixed.diagnostics.flatMap(safeFix));
    if (next.source.text === fixed.source.text) break;
    fixed = { source: next.source, fixes: [...fixed.fixes, ...next.fixes], diagnostics: check(next.source) };
  }
  return fixed;
}

/** The first safe way out of a report: another one is another way to the same end. */
function safeFix({ fixes }: Diagnostic): readonly Fix[] {
  return fixes.filter(({ safe }) => safe).slice(0, 1);
}

function edited(source: Source, fixes: readonly Fix[]): Source {
  const edits = fixes.flatMap((fix) => fix.edits).toSorted((a, b) => a.span.start - b.span.start);
  let text = '';
  let end = 0;
  for (const edit of edits) {
    text += source.text.slice(end, edit.span.start) + edit.text;
    end = edit.span.end;
  }
  return { ...source, text: text + source.text.slice(end) };
}

/** Whether two edits would meddle with each other; an insertion does where the other begins or ends as well. */
function overlap(a: Span, b: Span): boolean {
  const isInsertion = a.start === a.end || b.start === b.end;
  return isInsertion ? a.start <= b.end && b.start <= a.end : a.start < b.end && b.start < a.end;
}
