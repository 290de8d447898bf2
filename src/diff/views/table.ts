/** The stages of two models as cells of a table, with what is the same far from every change left out. */
import { count } from '../../diagnostics/row.ts';
import type { Cell, Row } from '../rows.ts';
import { numberText } from './totals.ts';

/** A row to show, or a word on the rows that are left out. */
export type Shown = { readonly kind: 'row'; readonly row: Row } | { readonly kind: 'gap'; readonly text: string };

/** How many stages that are the same stand around one that is not. */
const AROUND = 2;

/** The rows with a change or another shape, and some around them. */
export function shownRows(rows: readonly Row[]): Shown[] {
  const isNear = rows.map((_, at) =>
    rows.slice(Math.max(0, at - AROUND), at + AROUND + 1).some((row) => row.kind !== 'same' || row.isReshaped),
  );
  const shown: Shown[] = [];
  for (let at = 0; at < rows.length; ) {
    const end = isNear.indexOf(true, at);
    const stop = isNear[at] ? at : end < 0 ? rows.length : end;
    if (stop - at > 1) shown.push({ kind: 'gap', text: `… ${count(stop - at, 'stage')} the same` });
    const from = stop - at > 1 ? stop : at;
    if (from < rows.length) shown.push({ kind: 'row', row: rows[from] as Row });
    at = from + 1;
  }
  return shown;
}

/** The sign of a row: what came, what went, what is another now, what only gives another shape. */
export function signOf({ kind, isReshaped }: Row): '+' | '-' | '~' | '·' | ' ' {
  switch (kind) {
    case 'added':
      return '+';
    case 'removed':
      return '-';
    case 'changed':
      return '~';
    case 'same':
      return isReshaped ? '·' : ' ';
  }
}

/** Stage, output and parameters of one model; blanks where it has no such stage. */
export function cellsOf(cell: Cell | undefined, depth: number): [string, string, string] {
  if (!cell) return ['', '', ''];
  const params = numberText(cell.params);
  return [
    `${'  '.repeat(depth)}${cell.text.replace(/\s+/g, ' ')}`,
    cell.output ?? 'unknown',
    params === '0' ? '' : params,
  ];
}
