/** Aligns the comments at the ends of lines, paragraph by paragraph. */
import type { LaidLine } from './layout.ts';

/** The column of comments, as far as the lines before them are shorter. */
const COLUMN = 41;

/** The blanks behind the longest line that has a comment. */
const GAP = 4;

/** The lines with their comments, which stand below each other from one empty line to the next. */
export function withRemarks(lines: readonly LaidLine[]): readonly string[] {
  const texts: string[] = [];
  for (let from = 0; from < lines.length; ) {
    let to = from + 1;
    while (to < lines.length && !isEmpty(lines[to])) to++;
    let column = COLUMN;
    for (let at = from; at < to; at++) column = Math.max(column, neededBy(lines[at] as LaidLine));
    for (; from < to; from++) texts.push(withRemark(lines[from] as LaidLine, column));
  }
  return texts;
}

function isEmpty(line: LaidLine | undefined): boolean {
  return line?.text === '' && line.remark === undefined;
}

function neededBy({ text, remark }: LaidLine): number {
  return remark === undefined ? 0 : text.length + GAP;
}

function withRemark({ text, remark }: LaidLine, column: number): string {
  return remark === undefined ? text : text.padEnd(column) + remark;
}
