/** The rows under a line of source that mark places in it and say what they are. */
import { draw, endOf, type Row, write } from './render-row.ts';
import { visible } from './render-text.ts';
import type { Paint } from './render-theme.ts';

/** A place within one line, in columns; `to` is at least one column further than `from`. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  /** `^` for the main place of a report, `-` for the others. */
  readonly character: '^' | '-';
  readonly message: string | undefined;
  readonly paint: Paint;
}

type Labelled = Mark & { readonly message: string };

/**
 * One row of carets and dashes, with the last message behind them if it has room there, and further messages below,
 * from right to left, each at the end of a line that hangs from its mark:
 *
 *     ---- ^^^^ takes [B, 7, 10]
 *     |
 *     T = 7 comes from here
 */
export function markRows(marks: readonly Mark[]): Row[] {
  const underline: Row = [];
  for (const mark of longestFirst(marks)) draw(underline, mark.from, mark.to, mark.character, mark.paint);
  const hidden = marks.find((mark) => mark.character === '^' && !underline.some((cell) => cell?.text === '^'));
  if (hidden) draw(underline, hidden.from, hidden.from + 1, '^', hidden.paint);
  const labelled = marks.filter(isLabelled).sort((a, b) => b.from - a.from || order(b) - order(a));
  const beside = labelled.find((mark) => hasRoomBeside(mark, marks, labelled));
  if (beside) write(underline, endOf(underline) + 1, visible(beside.message), beside.paint);
  const below = labelled.filter((mark) => mark !== beside);
  return below.length === 0 ? [underline] : [underline, hangers(below), ...below.map((_, at) => messageRow(below, at))];
}

function isLabelled(mark: Mark): mark is Labelled {
  return mark.message !== undefined && mark.message !== '';
}

/** A message stands behind the marks when its own ends last and hides none that has one too. */
function hasRoomBeside(mark: Labelled, marks: readonly Mark[], labelled: readonly Labelled[]): boolean {
  const endsLast = marks.every((other) => other.to <= mark.to);
  return endsLast && labelled.every((other) => other === mark || other.to <= mark.from);
}

function messageRow(below: readonly Labelled[], at: number): Row {
  const mark = below[at] as Labelled;
  const row = hangers(below.slice(at + 1).filter((other) => other.from < mark.from));
  write(row, mark.from, visible(mark.message), mark.paint);
  return row;
}

function hangers(marks: readonly Mark[]): Row {
  const row: Row = [];
  for (const mark of marks) draw(row, mark.from, mark.from + 1, '|', mark.paint);
  return row;
}

/** Short marks are drawn over long ones, and the main one over its equals. */
function longestFirst(marks: readonly Mark[]): Mark[] {
  return [...marks].sort((a, b) => b.to - b.from - (a.to - a.from) || order(a) - order(b));
}

function order(mark: Mark): number {
  return mark.character === '^' ? 1 : 0;
}
