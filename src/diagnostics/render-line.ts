/** One line of a source as a terminal shows it: tabs widened, control characters visible, long lines cut around marks. */
import { columnsOf, graphemes, visible } from './render-text.ts';

/** A half-open range of UTF-16 offsets in a line. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A line with the columns, from 0, at which its parts stand. */
export interface ShownLine {
  readonly text: string;
  /** Where the character at an offset begins; beyond the line, where the next one would. */
  columnAt(offset: number): number;
  /** Where the character before an offset ends. */
  columnBefore(offset: number): number;
}

interface Cell extends Range {
  readonly text: string;
  readonly column: number;
  readonly width: number;
}

const tab = '    ';
/** How much of a long line stands around a mark at least. */
const context = 8;

/** Lays a line out in about `width` columns; what lies far from every mark gives way to `…`. */
export function showLine(text: string, marks: readonly Range[], width: number): ShownLine {
  const cells = cellsOf(text, text.length <= width ? [{ start: 0, end: text.length }] : kept(text, marks, width));
  const last = cells.at(-1);
  const total = last === undefined ? 0 : last.column + last.width;
  return {
    text: cells.map((cell) => cell.text).join(''),
    columnAt: (offset) => cells.find((cell) => offset < cell.end)?.column ?? total,
    columnBefore(offset) {
      const cell = cells.find((each) => offset <= each.end);
      return cell === undefined ? total : cell.column + cell.width;
    },
  };
}

/** The kept parts as characters, with one `…` for each part in between. */
function cellsOf(text: string, parts: readonly Range[]): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let offset = 0;
  const add = (shown: string, start: number, end: number) => {
    const width = columnsOf(shown);
    cells.push({ text: shown, start, end, column, width });
    column += width;
    offset = end;
  };
  for (const part of parts) {
    if (part.start > offset) add('…', offset, part.start);
    for (const each of graphemes(text.slice(part.start, part.end))) {
      const start = part.start + each.index;
      add(shownAs(each.text), start, start + each.text.length);
    }
  }
  if (offset < text.length) add('…', offset, text.length);
  return cells;
}

/** What would take no room at all shows as the replacement character, so that a mark can stand under it. */
function shownAs(grapheme: string): string {
  if (grapheme === '\t') return tab;
  const shown = visible(grapheme);
  return columnsOf(shown) === 0 ? '\ufffd' : shown;
}

/** The parts of a long line to show: each mark has its share of the width, and a long mark loses its middle. */
function kept(text: string, marks: readonly Range[], width: number): Range[] {
  if (marks.length === 0) return [{ start: 0, end: wholeAt(text, width - 1) }];
  const share = Math.max(4 * context, Math.floor(width / marks.length) - 2);
  const wanted = marks.flatMap((mark) => {
    const room = share - (mark.end - mark.start);
    if (room >= 2 * context) return [around(text, mark, room)];
    const half = share / 2 - context;
    return [
      { start: mark.start - context, end: mark.start + half },
      { start: mark.end - half, end: mark.end + context },
    ];
  });
  return merged(wanted.map(({ start, end }) => ({ start: wholeAt(text, start), end: wholeAt(text, end) })));
}

/** A mark with half of the room on each side, or more on one side where the line ends on the other. */
function around(text: string, mark: Range, room: number): Range {
  const start = Math.max(0, Math.min(mark.start - Math.floor(room / 2), text.length - (mark.end - mark.start) - room));
  return { start, end: start + (mark.end - mark.start) + room };
}

/** Ranges in order; those that touch, or have so little between them that a `…` saves nothing, become one. */
function merged(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last === undefined || range.start > last.end + 1) result.push(range);
    else result[result.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
  }
  return result;
}

/** An offset within the line that does not part a surrogate pair. */
function wholeAt(text: string, offset: number): number {
  const at = Math.max(0, Math.min(text.length, Math.floor(offset)));
  const parts = /[\udc00-\udfff]/.test(text[at] ?? '') && /[\ud800-\udbff]/.test(text[at - 1] ?? '');
  return parts ? at - 1 : at;
}
