/** Judges what is said of a mutant: nothing, or one error near the change. */
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { parse } from '../../../src/parser/parse.ts';
import { walk } from '../../../src/parser/visit.ts';
import { source } from '../../../src/text/source.ts';
import { isError, reportsOn, type Sound } from './corpus.ts';
import { type Change, changed, type Mutant } from './mutant.ts';

export type Verdict =
  | { readonly kind: 'valid' | 'reported' }
  | { readonly kind: 'violation'; readonly why: string; readonly reports: readonly Diagnostic[] };

/** What is said of a spec with one thing changed in it. `silent` are the codes of warnings that the spec had before. */
export function judge({ text, folder }: Sound, mutant: Mutant, silent: readonly string[]): Verdict {
  const reports = reportsOn(changed(text, mutant.change), folder);
  const errors = reports.filter(isError);
  const [error, other] = errors;
  const violation = (why: string): Verdict => ({ kind: 'violation', why, reports });
  if (!error) return { kind: 'valid' };
  if (other) return violation(`${errors.length} errors`);
  if (reports.some((one) => !isError(one) && !silent.includes(one.code))) return violation('a warning besides');
  if (!placesOf(error).some((place) => isNear(text, mutant, place))) return violation('far away');
  if (mutant.meant && !offers(error, mutant.meant)) return violation('no suggestion');
  return { kind: 'reported' };
}

function placesOf({ span, labels }: Diagnostic): number[] {
  return [span, ...labels.map((label) => label.span)].filter((one) => one.source.file === 'mutant.mm').map(({ start }) => start);
}

/** Whether a place of the changed text lies in the stages or items around the change, or in what holds them. */
function isNear(text: string, { change, partner }: Mutant, place: number): boolean {
  const grown = change.text.length - (change.end - change.start);
  const places = [change, ...(partner === undefined ? [] : [{ start: partner, end: partner + 1, text: '' }])];
  return places.some((each) =>
    around(text, each).some(({ start, end }) => {
      const first = start > change.start ? start + grown : start;
      return first <= place && place <= (end >= change.end ? end + grown : end);
    }),
  );
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The stages or items from the one before the change to the one after it, and the first sign of all that is around them. */
function around(text: string, { start, end }: Change): Range[] {
  const found: Range[] = [];
  walk(parse(source('spec.mm', text)).value, (node, parent) => {
    const inside = node.span.start <= start && end <= node.span.end;
    if (inside && parent) found.push({ start: node.span.start, end: node.span.start + 1 });
    const parts = node.kind === 'spec' ? node.items : node.kind === 'stack' ? node.stages : node.kind === 'join' && Array.isArray(node.branches) ? node.branches : undefined;
    if (!parts || !(inside || node.kind === 'spec')) return inside || node.kind === 'spec';
    const first = parts.findLastIndex((part) => part.span.start <= start);
    const last = parts.findIndex((part) => part.span.end >= end);
    const from = parts[Math.max(0, first - 1)];
    const to = parts[last < 0 ? parts.length - 1 : Math.min(parts.length - 1, last + 1)];
    const isDeep = first === last && hasStack(parts[first]);
    if (!isDeep) found.push({ start: from?.span.start ?? 0, end: node.kind === 'spec' ? text.length : (to?.span.end ?? text.length) });
    return true;
  });
  return found;
}
function hasStack(part: unknown): boolean {
  let found = false;
  if (part) walk(part as never, (node) => { if (node !== part && node.kind === 'stack') found = true; return !found; });
  return found;
}

function offers({ fixes, help, args }: Diagnostic, meant: string): boolean {
  const [first] = fixes;
  const offered = first ? first.edits.map((edit) => edit.text).join('') : `${help[0] ?? ''} ${JSON.stringify(args)}`;
  return new RegExp(`(?<!\\w)${meant}(?!\\w)`).test(offered);
}
