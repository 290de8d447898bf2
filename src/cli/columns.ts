/** Rows of text in columns that line up, whatever the letters and colours in them. */
import stringWidth from 'fast-string-width';

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

function pad(cell: string, width: number, toTheRight: boolean): string {
  const blanks = ' '.repeat(width - stringWidth(cell));
  return toTheRight ? blanks + cell : cell + blanks;
}
