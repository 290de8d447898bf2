/** Tables: CSV files with a head, and what each column holds. */
import { dsvFormat } from 'd3-dsv';
import { readUtf8, type TextProblem } from './text-file.ts';
import { isUnit } from './unit.ts';

export interface TableFacts {
  readonly rows: number;
  readonly separator: string;
  readonly columns: readonly ColumnFacts[];
}

export interface ColumnFacts {
  readonly name: string;
  /** How many cells hold a number and how many another text, each with the first one. */
  readonly numbers: number;
  readonly number: Cell | undefined;
  /** Numbers that are not from 0 to 1: how many, and the first of them. */
  readonly outsiders: number;
  readonly outsider: Cell | undefined;
  /** Mean and variance of the numbers; zeros without any. */
  readonly mean: number;
  readonly variance: number;
  /** The smallest and the largest number; zeros without any. */
  readonly least: number;
  readonly most: number;
  readonly words: number;
  readonly word: Cell | undefined;
  /** Cells without a value: how many, and the first of them. */
  readonly missing: number;
  readonly gap: Cell | undefined;
  /** All different texts in order (numbers by size), unless there are too many of them. */
  readonly kinds: readonly string[] | undefined;
}

export interface Cell {
  readonly line: number;
  readonly text: string;
}

/** What makes a file unfit as a table. Lines count from 1. */
export type TableProblem =
  | TextProblem
  | { readonly kind: 'no-rows' }
  | { readonly kind: 'head'; readonly why: string }
  | { readonly kind: 'quote'; readonly line: number }
  /** The first line with another number of cells than the head, and how many lines are so. */
  | {
      readonly kind: 'ragged';
      readonly line: number;
      readonly cells: number;
      readonly columns: number;
      readonly lines: number;
    };

/** How many different texts a column of kinds may have. */
export const MOST_KINDS = 1000;

/** Reads a whole file: its facts, or what is wrong with it. */
export function inspectTable(
  bytes: Uint8Array,
): { readonly facts: TableFacts } | { readonly problems: readonly [TableProblem] } {
  const read = readUtf8(bytes);
  if ('problem' in read) return { problems: [read.problem] };
  const separator = separatorOf(read.text);
  const quote = misplacedQuote(read.text, separator);
  if (quote !== undefined) return { problems: [{ kind: 'quote', line: quote }] };
  const [head, ...rows] = rowsOf(read.text, separator);
  if (!head) return { problems: [{ kind: 'empty-file' }] };
  const names = head.cells.map((name) => name.trim());
  const problem = headProblem(names) ?? raggedProblem(rows, names.length);
  if (problem) return { problems: [problem] };
  if (rows.length === 0) return { problems: [{ kind: 'no-rows' }] };
  return { facts: { rows: rows.length, separator, columns: names.map((name, at) => columnFacts(name, at, rows)) } };
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A comma, unless the first line has none and has semicolons or tabs. */
function separatorOf(text: string): string {
  const [head = ''] = text.split(/[\r\n]/, 1);
  return [',', ';', '\t'].find((sign) => head.includes(sign)) ?? ',';
}

/** The lines that are not empty, with the numbers under which an editor shows them. */
function rowsOf(text: string, separator: string): Row[] {
  let next = 1;
  return dsvFormat(separator)
    .parseRows(text)
    .flatMap((cells) => {
      const line = next;
      next += cells.reduce((lines, cell) => lines + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 1);
      return cells.length === 1 && cells[0]?.trim() === '' ? [] : [{ line, cells }];
    });
}

/** The line of a quote that is never closed, or that stands neither at the edge of a cell nor doubled inside one. */
function misplacedQuote(text: string, separator: string): number | undefined {
  const isEdge = (sign: string | undefined) => sign === undefined || [separator, '\r', '\n'].includes(sign);
  let isOpen = false;
  let opened = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    const isDoubled = isOpen && text[at + 1] === '"';
    if (isDoubled) at++;
    else if (!isEdge(isOpen ? text[at + 1] : text[at - 1])) return lineAt(text, at);
    else {
      isOpen = !isOpen;
      opened = at;
    }
  }
  return isOpen ? lineAt(text, opened) : undefined;
}

function lineAt(text: string, at: number): number {
  return text.slice(0, at).split(/\r\n|\r|\n/).length;
}

function headProblem(names: readonly string[]): TableProblem | undefined {
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (names.includes('')) return { kind: 'head', why: `column ${names.indexOf('') + 1} has no name in the first line` };
  return twice === undefined ? undefined : { kind: 'head', why: `its first line names the column ${twice} twice` };
}

function raggedProblem(rows: readonly Row[], columns: number): TableProblem | undefined {
  const ragged = rows.filter(({ cells }) => cells.length !== columns);
  const [first] = ragged;
  return first && { kind: 'ragged', line: first.line, cells: first.cells.length, columns, lines: ragged.length };
}

const gaps = new Set(['', 'na', 'n/a', 'nan', 'null', '?']);

function columnFacts(name: string, at: number, rows: readonly Row[]): ColumnFacts {
  const kinds = new Set<string>();
  let [numbers, outsiders, words, missing] = [0, 0, 0, 0];
  let [mean, squares] = [0, 0];
  let number: Cell | undefined;
  let outsider: Cell | undefined;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let word: Cell | undefined;
  let gap: Cell | undefined;
  for (const { line, cells } of rows) {
    const text = (cells[at] as string).trim();
    if (gaps.has(text.toLowerCase())) {
      missing++;
      gap ??= { line, text };
      continue;
    }
    if (isNumber(text)) {
      const value = Number(text);
      numbers++;
      number ??= { line, text };
      // Welford's recurrence, which keeps the digits of numbers far from 0.
      const away = value - mean;
      mean += away / numbers;
      squares += away * (value - mean);
      least = Math.min(least, value);
      most = Math.max(most, value);
      if (!isUnit(value)) {
        outsiders++;
        outsider ??= { line, text };
      }
    } else {
      words++;
      word ??= { line, text };
    }
    if (kinds.size <= MOST_KINDS) kinds.add(text);
  }
  const order = words === 0 ? (a: string, b: string) => Number(a) - Number(b) : byCode;
  return {
    name,
    numbers,
    number,
    outsiders,
    outsider,
    mean,
    variance: numbers > 0 ? squares / numbers : 0,
    ...(numbers > 0 ? { least, most } : { least: 0, most: 0 }),
    words,
    word,
    missing,
    gap,
    kinds: kinds.size > MOST_KINDS ? undefined : [...kinds].sort(order),
  };
}

function isNumber(text: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text));
}

function byCode(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
