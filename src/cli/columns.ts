/** Rows of text in columns that line up, whatever the letters and colours in them. */
import stringWidth from 'fast-string-width';
import { wrap } from '../diagnostics/render-text.ts';

/** The rows, a line each; every column but the last is as wide as its widest cell. `right` names columns of numbers. */
export function columns(rows: readonly (readonly string[])[], right: readonly number[] = [], gap = 2): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, stringWidth(cell));
    });
  return rows
    .map((row) => row.map((cell, at) => pad(cell, widths[at] ?? 0, right.includes(at))).join(' '.repeat(gap)))
    .map((line) => line.trimEnd())
    .join('\n');
}

/** The rows in columns, of which the last is broken at blanks so that no line is wider than `width`, where that can be. */
export function filledColumns(rows: readonly (readonly string[])[], width: number, gap = 2): string {
  const taken =
    Math.max(
      0,
      ...columns(
        rows.map((row) => [...row.slice(0, -1), '|']),
        [],
        gap,
      )
        .split('\n')
        .map((line) => stringWidth(line)),
    ) - 1;
  const lines = rows.flatMap((row) => {
    const [first = '', ...more] = wrap(row.at(-1) ?? '', Math.max(30, width - taken));
    const before = row.slice(0, -1);
    return [[...before, first], ...more.map((line) => [...before.map(() => ''), line])];
  });
  return columns(lines, [], gap);
}

function pad(cell: string, width: number, toTheRight: boolean): string {
  const blanks = ' '.repeat(width - stringWidth(cell));
  return toTheRight ? blanks + cell : cell + blanks;
}
