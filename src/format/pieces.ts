/** The tokens of a text with the comments around each, which is all that a layout is made of. */
import type { Comment, Spec } from '../parser/ast.ts';
import { lex, type Token } from '../parser/tokens.ts';

/** A comment on a line of its own. */
export interface OwnLine {
  readonly text: string;
  /** An empty line stands before it. */
  readonly gap: boolean;
  readonly column: number;
}

export interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** No blank stands before it. */
  readonly glued: boolean;
  /** The first token of its line. */
  readonly leads: boolean;
  /** An empty line stands right before it. */
  readonly gap: boolean;
  /** Its column where it leads its line. */
  readonly column: number;
  /** Comments on lines of their own between the piece before and this one. */
  readonly above: readonly OwnLine[];
  /** The comment behind it on its line. */
  readonly remark: string | undefined;
  /** The line of a `# mm-ignore`, which holds for all that stands on it and so stays together. */
  readonly kept: number | undefined;
}

/** The comments that silence a report. */
export const isIgnore = (text: string): boolean => /^#+[ \t]*mm-ignore\b/.test(text);

/** The pieces of a spec in order; the last is empty and has the comments at the end of the file. */
export function piecesOf({ source, comments }: Spec): readonly Piece[] {
  const { text } = source;
  const pieces: Piece[] = [];
  let next = 0;
  const end = { image: '', startOffset: text.length, end: text.length, glued: false, leads: true };
  for (const token of [...lex(source).tokens, end]) {
    const before = pieces.at(-1)?.end ?? 0;
    const from = next;
    while ((comments[next]?.span.start ?? Infinity) < token.startOffset) next++;
    const between = comments.slice(from, next);
    const [first] = between;
    const isRemark = first !== undefined && pieces.length > 0 && !hasLineEnd(text, before, first.span.start);
    if (isRemark) markRemark(pieces, first);
    const above = isRemark ? between.slice(1) : between;
    pieces.push(piece(token, above, text, between.at(-1)?.span.end ?? before));
  }
  return pieces;
}

type Read = Pick<Token, 'image' | 'startOffset' | 'end' | 'glued' | 'leads'>;

function piece(
  { image, startOffset, end, glued, leads }: Read,
  above: readonly Comment[],
  text: string,
  after: number,
): Piece {
  return {
    text: image,
    start: startOffset,
    end,
    glued,
    leads,
    gap: hasEmptyLine(text, after, startOffset),
    column: leads ? columnOf(text, startOffset) : 0,
    above: above.map(({ text: own, span }) => {
      const { start } = span;
      return {
        text: own.trimEnd(),
        gap: hasEmptyLine(text, endOfTextBefore(text, start), start),
        column: columnOf(text, start),
      };
    }),
    remark: undefined,
    kept: undefined,
  };
}

/** Gives the last piece its comment; those on the line of a `# mm-ignore` are kept together. */
function markRemark(pieces: Piece[], { text, span }: Comment): void {
  const last = pieces.length - 1;
  pieces[last] = { ...(pieces[last] as Piece), remark: text.trimEnd() };
  if (!isIgnore(text)) return;
  for (let at = last; at >= 0; at--) {
    const one = pieces[at] as Piece;
    pieces[at] = { ...one, kept: span.start };
    if (one.leads) return;
  }
}

function endOfTextBefore(text: string, start: number): number {
  let at = start;
  while (at > 0 && /\s/.test(text[at - 1] as string)) at--;
  return at;
}

function hasLineEnd(text: string, start: number, end: number): boolean {
  return /[\r\n]/.test(text.slice(start, end));
}

function hasEmptyLine(text: string, start: number, end: number): boolean {
  return (text.slice(start, end).match(/\r\n|\n|\r/g)?.length ?? 0) > 1;
}

/** How many characters of its line stand before what begins there. */
function columnOf(text: string, start: number): number {
  let at = start;
  while (at > 0 && !/[\r\n]/.test(text[at - 1] as string)) at--;
  return start - at;
}
