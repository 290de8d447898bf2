/** Reads pieces one after the other into documents, so that none is lost and each comment stays where it stands. */

import type { Paren, Spec } from '../parser/ast.ts';
import { visit } from '../parser/visit.ts';
import { type Doc, fresh, hardLine, isHard, line, parts, remark } from './document.ts';
import type { Piece } from './pieces.ts';

export interface Reader {
  /** The piece that comes next, or the one `ahead` of it; undefined at the end of the item. */
  peek(ahead?: number): Piece | undefined;
  /** The next piece with its comments. */
  take(): Doc;
  /** What is left of the next piece when it is left out: its comments. */
  drop(): Doc;
  /** What stands before the next piece: `soft`, unless a comment needs a line or a line is kept together. */
  gap(soft: Doc): Doc;
  /** The parentheses among arguments that begin with the next piece, or with the one `ahead` of it. */
  paren(ahead?: number): Paren | undefined;
}

/** The parentheses among arguments, by where they begin. */
export function parensOf(spec: Spec): ReadonlyMap<number, Paren> {
  const found = new Map<number, Paren>();
  visit(spec, { paren: (paren) => found.set(paren.span.start, paren) });
  return found;
}

/** Reads the pieces from `from` up to the offset `end`. Comments above the first are left to the caller. */
export function readerOf(
  pieces: readonly Piece[],
  from: number,
  end: number,
  parens: ReadonlyMap<number, Paren>,
): Reader {
  let at = from;
  const peek = (ahead = 0): Piece | undefined => {
    const piece = pieces[at + ahead];
    return piece && piece.start < end && piece.text !== '' ? piece : undefined;
  };
  const comments = ({ above, remark: behind }: Piece, text: readonly Doc[]): Doc => {
    const before = at === from ? [] : above.flatMap((own): Doc[] => [fresh, own.text, hardLine]);
    at++;
    return parts([...before, ...text, ...(behind === undefined ? [] : [remark(behind)])]);
  };
  return {
    peek,
    take: () => {
      const piece = pieces[at] as Piece;
      const keeps = at > from && piece.kept !== undefined && pieces[at - 1]?.kept !== piece.kept;
      return comments(piece, keeps ? [fresh, piece.text] : [piece.text]);
    },
    drop: () => comments(pieces[at] as Piece, []),
    gap: (soft) => {
      const [before, next] = [pieces[at - 1], pieces[at]];
      if (before?.kept !== undefined && before.kept === next?.kept) return flatOf(soft);
      return before && next && hasLineBetween(before, next) ? hardLine : soft;
    },
    paren: (ahead = 0) => parens.get(peek(ahead)?.start ?? -1),
  };
}

function hasLineBetween(before: Piece, next: Piece): boolean {
  return before.remark !== undefined || next.above.length > 0 || before.kept !== next.kept;
}

function flatOf(soft: Doc): Doc {
  return typeof soft === 'string' ? soft : isHard(soft) ? ' ' : line.flat;
}
