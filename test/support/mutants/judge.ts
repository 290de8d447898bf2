/** Judges what is said of a mutant: nothing, or one error near the change. */
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { parse } from '../../../src/parser/parse.ts';
import { walk } from '../../../src/parser/visit.ts';
import { source } from '../../../src/text/source.ts';
import { isError, reportsOn, type Sound } from './corpus.ts';
import { type Change, changed, type Mutant } from './mutant.ts';

export type Verdict =
  | { readonly kind: 'valid' | 'reported' | 'later' }
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
  if (!placesOf(error).some((place) => isNear(text, mutant, place)))
    return error.code.startsWith('shape/') && error.labels.length > 0 ? { kind: 'later' } : violation('far away');
  if (mutant.meant && error.span.start === mutant.change.start && !offers(error, mutant.meant))
    return violation('no suggestion');
  return { kind: 'reported' };
}

function placesOf({ span, labels }: Diagnostic): number[] {
  return [span, ...labels.map((label) => label.span)]
    .filter((one) => one.source.file === 'mutant.mm')
    .map(({ start }) => start);
}

/** Whether a place of the changed text lies within one stage of the change, or at the beginning of what is around it. */
function isNear(text: string, { change, partner }: Mutant, place: number): boolean {
  const grown = change.text.length - (change.end - change.start);
  const before = place >= change.end + grown ? place - grown : Math.min(place, change.end);
  const { starts, around } = partsOf(text, change);
  const partAt = (offset: number) => starts.findLastIndex((start) => start <= offset);
  const at = partAt(before);
  const [first, last] = [partAt(change.start), partAt(change.end)];
  if (first - 1 <= at && at <= last + 1) return true;
  if (partner !== undefined && Math.abs(at - partAt(partner)) <= 1) return true;
  return around.some((start) => partAt(start) === at);
}

/** Where the parts of a text begin (items, stages, branches), and where those begin that a change lies in. */
function partsOf(
  text: string,
  { start, end }: Change,
): { readonly starts: readonly number[]; readonly around: readonly number[] } {
  const starts = new Set([0]);
  const around: number[] = [];
  walk(parse(source('spec.mm', text)).value, (node, parent) => {
    if (parent?.kind !== 'spec' && parent?.kind !== 'stack' && node.kind !== 'stack') return;
    starts.add(node.span.start);
    if (node.span.start <= start && end <= node.span.end) around.push(node.span.start);
  });
  return { starts: [...starts].sort((a, b) => a - b), around };
}

function offers({ fixes, help, args }: Diagnostic, meant: string): boolean {
  const offered = [...fixes.flatMap(({ edits }) => edits.map((edit) => edit.text)), ...help, JSON.stringify(args)];
  return new RegExp(`(?<!\\w)${meant}(?!\\w)`).test(offered.join(' '));
}
