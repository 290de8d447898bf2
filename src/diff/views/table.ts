/** The stages of two models as cells of a table, with what is the same far from every change left out. */
import { count } from '../../diagnostics/row.ts';
import type { Cell, Row } from '../rows.ts';
import { numberText } from './totals.ts';

/** A row to show, or a word on the rows that are left out. */
export type Shown = { readonly kind: 'row'; readonly row: Row } | { readonly kind: 'gap'; readonly text: string };

/** How many stages that are the same stand around one that is not. */
const AROUND = 2;

/** The rows with a change or another shape, and some around them; turns of one pattern once. */
export function shownRows(rows: readonly Row[]): Shown[] {
  const isNear = rows.map((_, at) =>
    rows.slice(Math.max(0, at - AROUND), at + AROUND + 1).some((row) => row.kind !== 'same' || row.isReshaped),
  );
  const signatures = rows.map(signatureOf);
  const shown: Shown[] = [];
  for (let at = 0; at < rows.length; ) {
    const end = isNear[at] ? at : firstNear(isNear, at);
    if (end - at > 1) {
      shown.push({ kind: 'gap', text: `… ${count(end - at, 'stage')} the same` });
      at = end;
      continue;
    }
    const { length, times } = patternAt(signatures, at);
    for (const row of rows.slice(at, at + length)) shown.push({ kind: 'row', row });
    if (times > 1)
      shown.push({ kind: 'gap', text: `… the same ${times - 1 === 1 ? 'once' : `${times - 1} times`} more` });
    at += length * times;
  }
  return shown;
}

function firstNear(isNear: readonly boolean[], from: number): number {
  const found = isNear.indexOf(true, from);
  return found < 0 ? isNear.length : found;
}

/** The longest pattern of turns that is looked for. */
const LONGEST = 64;

/** How many rows from here on come again right after them, and how often they stand there in all; a single row if none. */
function patternAt(signatures: readonly string[], at: number): { readonly length: number; readonly times: number } {
  for (let length = 3; length <= LONGEST && at + 2 * length <= signatures.length; length++) {
    let times = 1;
    while (isSame(signatures, at, at + times * length, length)) times++;
    if (times > 1) return { length, times };
  }
  return { length: 1, times: 1 };
}

function isSame(signatures: readonly string[], one: number, other: number, length: number): boolean {
  if (other + length > signatures.length) return false;
  for (let at = 0; at < length; at++) if (signatures[one + at] !== signatures[other + at]) return false;
  return true;
}

function signatureOf({ kind, depth, isReshaped, a, b }: Row): string {
  return JSON.stringify([kind, depth, isReshaped, ...[a, b].map((cell) => cell && [cell.text, cell.output])]);
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
