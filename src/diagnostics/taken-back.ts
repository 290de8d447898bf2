/** Takes reports on a text with edits in it back to the text before them. */
import type { Source, Span } from '../text/source.ts';
import type { Diagnostic, Edit, Fix, Label } from './diagnostic.ts';

/** A text with edits in it, as a text of its own. */
export interface Edited {
  readonly before: Source;
  readonly after: Source;
  /** In the order of the text; none overlaps another. */
  readonly edits: readonly Edit[];
}

/** What an edit took away, and what it wrote. */
interface Piece {
  readonly before: Range;
  readonly after: Range;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The reports at their places in the text before; those about what an edit wrote are left out. */
export function takenBack(found: readonly Diagnostic[], { before, after, edits }: Edited): readonly Diagnostic[] {
  const pieces = piecesOf(edits);
  const isOwn = ({ source }: Span) => source === after;
  const back = (span: Span) => (isOwn(span) ? spanBefore(span, before, pieces) : span);
  const isWritten = (span: Span) => isOwn(span) && pieces.some((piece) => beginsIn(span, piece.after));
  const labelBack = ({ span, message }: Label) => ({ span: back(span), message });
  const touches = ({ span }: Edit) => isOwn(span) && pieces.some((piece) => meets(span, piece.after));
  const fixBack = (fix: Fix) =>
    fix.edits.some(touches) ? [] : [{ ...fix, edits: fix.edits.map((edit) => ({ ...edit, span: back(edit.span) })) }];
  return found
    .filter(({ span }) => !isWritten(span))
    .map((one) => ({
      ...one,
      span: back(one.span),
      labels: one.labels.map(labelBack),
      fixes: one.fixes.flatMap(fixBack),
    }));
}

function piecesOf(edits: readonly Edit[]): readonly Piece[] {
  let grown = 0;
  return edits.map(({ span: { start, end }, text }) => {
    const after = { start: start + grown, end: start + grown + text.length };
    grown += text.length - (end - start);
    return { before: { start, end }, after };
  });
}

function spanBefore({ start, end }: Span, source: Source, pieces: readonly Piece[]): Span {
  return { source, start: offsetBefore(start, pieces, 'start'), end: offsetBefore(end, pieces, 'end') };
}

/** Where an offset was; within what an edit wrote, that is an end of what it took away. */
function offsetBefore(at: number, pieces: readonly Piece[], side: 'start' | 'end'): number {
  const last = pieces.findLast(({ after }) => after.start < at || (after.start === at && side === 'start'));
  if (!last) return at;
  return at >= last.after.end ? at - last.after.end + last.before.end : last.before[side];
}

function beginsIn({ start }: Span, { start: from, end }: Range): boolean {
  return from <= start && start < end;
}

function meets(a: Range, b: Range): boolean {
  return a.start <= b.end && b.start <= a.end;
}
