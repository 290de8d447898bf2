/** Cells in columns that line up. */
import stringWidth from 'fast-string-width';

export interface Grid {
  readonly rows: readonly (readonly string[])[];
  /** The columns of numbers. */
  readonly right: readonly number[];
}

/** No column is cut below this. */
const NARROW = 12;

/** The rows, a line each; where they are wider than `width`, the longest cells of texts are cut. */
export function filled({ rows, right }: Grid, width: number): string {
  const widths: number[] = [];
  const spans = rows.filter((row) => row.length > 2);
  for (const row of spans)
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, stringWidth(cell));
  const gaps = 2 * Math.max(0, widths.length - 1);
  let excess = widths.reduce((sum, each) => sum + each, gaps) - width;
  for (; excess > 0 && Math.max(...widths) > NARROW; excess--) {
    const widest = Math.max(...widths);
    widths[widths.indexOf(widest)] = widest - 1;
  }
  return rows.map((row) => lineOf(row, widths, right)).join('\n');
}

function lineOf(row: readonly string[], widths: readonly number[], right: readonly number[]): string {
  const isWhole = row.length <= 2;
  const cells = row.map((cell, at) => {
    const width = widths[at] ?? 0;
    const text = stringWidth(cell) <= width || (isWhole && at > 0) ? cell : `${cell.slice(0, width - 1)}…`;
    const blanks = ' '.repeat(Math.max(0, width - stringWidth(text)));
    return right.includes(at) ? blanks + text : text + blanks;
  });
  return cells.join('  ').trimEnd();
}
