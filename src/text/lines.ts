/** Lines of a source: from offsets to line and column, and back to the text of a line. */
import type { Position, Source } from './source.ts';

const indexes = new WeakMap<Source, readonly number[]>();

/** The line and column of an offset. A line ends with LF, CR LF or CR. */
export function positionAt(source: Source, offset: number): Position {
  const starts = lineStarts(source);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] as number) + 1 };
}

/** The text of a line (counted from 1) without its line end; empty beyond the last line. */
export function lineText(source: Source, line: number): string {
  const starts = lineStarts(source);
  const start = starts[line - 1];
  if (start === undefined) return '';
  return source.text.slice(start, starts[line] ?? source.text.length).replace(/[\r\n]+$/, '');
}

/** The offset at which each line begins; there is always a first line. */
export function lineStarts(source: Source): readonly number[] {
  const known = indexes.get(source);
  if (known) return known;
  const starts = [0];
  for (const match of source.text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  indexes.set(source, starts);
  return starts;
}
