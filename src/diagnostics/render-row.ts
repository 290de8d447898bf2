/** One row of a report as cells by column, so that marks can be drawn over each other before they become text. */
import { columnsOf } from './render-text.ts';
import type { Paint } from './render-theme.ts';

interface Cell {
  readonly text: string;
  readonly paint: Paint;
}

/** Sparse: a column that nothing was drawn in is blank. */
export type Row = (Cell | undefined)[];

/** Draws one character again and again from one column up to another. */
export function draw(row: Row, from: number, to: number, character: string, paint: Paint): void {
  for (let column = from; column < to; column++) row[column] = { text: character, paint };
}

/** Writes a text of any width that nothing is written to the right of. */
export function write(row: Row, column: number, text: string, paint: Paint): void {
  row[column] = { text, paint };
}

/** The first free column behind everything drawn. */
export function endOf(row: Row): number {
  const last = row.at(-1);
  return last === undefined ? row.length : row.length - 1 + columnsOf(last.text);
}

/** The row as text: neighbours of one paint are painted together, blanks are not painted. */
export function textOfRow(row: Row): string {
  let text = '';
  let run = '';
  let paint: Paint | undefined;
  const flush = () => {
    text += paint ? paint(run) : run;
    run = '';
  };
  for (let column = 0; column < row.length; column++) {
    const cell = row[column];
    if (cell?.paint !== paint) flush();
    paint = cell?.paint;
    run += cell?.text ?? ' ';
  }
  flush();
  return text;
}
