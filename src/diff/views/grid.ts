/** Cells in columns that line up. */
import stringWidth from 'fast-string-width';

export interface Grid {
  readonly rows: readonly (readonly string[])[];
  /** The columns of numbers. */
  readonly right: readonly number[];
}

/** The rows, a line each; where they are wider than `width`, the longest cells of texts are cut. */
export function filled({ rows, right }: Grid, width: number): string {
  const widths: number[] = [];
  const spans = rows.filter((row) => row.length > 2);
  for (const row of spans)
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, stringWidth(cell));
  const gaps = 2 * Math.max(0, widths.length - 1);
  for (;;) {
    const excess = widths.reduce((sum, each) => sum + each, gaps) - width;
    const widest = widths.indexOf(Math.max(...widths));
    if (excess <= 0 || (widths[widest] as number) <= 12) break;
    widths[widest] = Math.max(12, (widths[widest] as number) - excess, ...others(widths, widest));
  }
  return rows.map((row) => lineOf(row, widths, right)).join('\n');
}

/** The widest of the other columns, to which the widest of all is cut first, unless it is as wide. */
function others(widths: readonly number[], at: number): number[] {
  const widest = widths[at] as number;
  return widths.filter((each) => each < widest).map((each) => Math.min(each, widest - 1));
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
