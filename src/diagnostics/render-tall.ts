/** Places that reach over several lines: a bar in the margin from the first to the last, with a column for each that overlap. */
import { draw, endOf, type Row, write } from './render-row.ts';
import { visible } from './render-text.ts';
import type { Paint } from './render-theme.ts';

/** A place over several lines; offsets are those within its first and its last line. */
export interface Tall {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly start: number;
  readonly end: number;
  /** Nothing but blanks stands before it, so the bar can begin beside its first line. */
  readonly leads: boolean;
  readonly character: '^' | '-';
  readonly message: string | undefined;
  readonly paint: Paint;
}

/** A tall place with the column of its bar. */
export interface Placed extends Tall {
  readonly bar: number;
}

/** Gives each place the leftmost column in which no other bar stands on one of its lines; outer ones come first. */
export function placed(talls: readonly Tall[]): Placed[] {
  const result: Placed[] = [];
  const outerFirst = [...talls].sort(
    (a, b) => a.firstLine - b.firstLine || b.lastLine - a.lastLine || a.start - b.start,
  );
  for (const tall of outerFirst) {
    const taken = new Set(result.filter((other) => other.lastLine >= tall.firstLine).map((other) => other.bar));
    let bar = 0;
    while (taken.has(bar)) bar++;
    result.push({ ...tall, bar });
  }
  return result;
}

/** How many columns the bars need, with the blank that parts them from the text. */
export function marginOf(talls: readonly Placed[]): number {
  return talls.length === 0 ? 0 : Math.max(...talls.map(({ bar }) => bar)) + 2;
}

/** A row that holds the bars of the places that are open there. */
export function bars(open: Iterable<Placed>): Row {
  const row: Row = [];
  for (const { bar, paint } of open) draw(row, bar, bar + 1, '|', paint);
  return row;
}

/** ` _______^`: from the margin to the first character; `column` counts with the margin. */
export function openingRow(tall: Placed, open: Iterable<Placed>, column: number): Row {
  const row = bars(open);
  underscore(row, tall, column);
  return row;
}

/** `|_______^ message`: from the bar to the last character, with the message behind it. */
export function closingRow(tall: Placed, open: Iterable<Placed>, column: number): Row {
  const row = bars(open);
  underscore(row, tall, column);
  if (tall.message) write(row, endOf(row) + 1, visible(tall.message), tall.paint);
  return row;
}

/** Goes under the bars that it meets. */
function underscore(row: Row, tall: Placed, column: number): void {
  for (let at = tall.bar + 1; at < column; at++) {
    if (row[at] === undefined) draw(row, at, at + 1, '_', tall.paint);
  }
  draw(row, column, column + 1, tall.character, tall.paint);
}
