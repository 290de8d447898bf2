/** Table: rows of a CSV file, numbers standardised and kinds as a 1 among zeros */
import { decode } from './data.ts';
import { Problem } from './problem.ts';
import { grouped } from './progress.ts';
import { isServing, partsOf, splitRows } from './rows.ts';
import { COLUMNS, INPUT, LABEL, SEPARATOR, TARGET } from './spec.ts';
import type { Column, Data, DataFile, DataSettings, Scaling } from './types.ts';

/** Reads a file: training, validation and test examples. */
export function readData([file]: readonly DataFile[], settings: DataSettings): Data {
  const { name, bytes } = file as DataFile;
  const table = readTable(bytes, name);
  const { length } = table;
  const parts = partsOf(length, settings);
  const columns = COLUMNS.map((column) => table.map(({ cell }) => cell(column)));
  const scaling = settings.scaling ?? scalingOf(columns, parts[0] as readonly number[]);
  const x = new Float32Array(length * WIDTH);
  for (const [at, column] of COLUMNS.entries()) {
    const { mean, deviation } = scaling[column.name] ?? { mean: 0, deviation: 1 };
    for (const [row, value] of (columns[at] as number[]).entries()) {
      const start = row * WIDTH + (STARTS[at] as number);
      if (column.kinds) x[start + value] = 1;
      else x[start] = (value - mean) / deviation;
    }
  }
  const labels = table.map(({ cell }) => cell(LABEL));
  const y = LABEL.kinds ? Int32Array.from(labels) : Float32Array.from(labels);
  const about = `${grouped(length)} rows, ${COLUMNS.length} columns of input`;
  return { about, scaling, ...splitRows(x, y, parts, name) };
}

/** Where the numbers of each column begin in an example. */
const STARTS: readonly number[] = COLUMNS.map((_, at) => widthOf(COLUMNS.slice(0, at)));

const WIDTH = widthOf(COLUMNS);

/** How many numbers columns become; one of kinds has one for each. */
function widthOf(columns: readonly Column[]): number {
  return columns.reduce((sum, { kinds }) => sum + (kinds?.length ?? 1), 0);
}

/** Mean and standard deviation of each column of numbers over the rows for training. */
function scalingOf(columns: readonly (readonly number[])[], rows: readonly number[]): Scaling {
  const numbers = COLUMNS.flatMap(({ name, kinds }, at) => (kinds ? [] : [[name, columns[at] as number[]] as const]));
  return Object.fromEntries(
    numbers.map(([name, values]) => {
      const mean = rows.reduce((sum, row) => sum + (values[row] as number), 0) / rows.length;
      const squares = rows.reduce((sum, row) => sum + ((values[row] as number) - mean) ** 2, 0);
      return [name, { mean, deviation: Math.sqrt(squares / rows.length) || 1 }];
    }),
  );
}

interface Row {
  /** The number of a cell; of a kind its place among all kinds. */
  cell(column: Column): number;
}

/** The rows under the head, with the columns that the model was compiled for. */
function readTable(bytes: Uint8Array, name: string): Row[] {
  const [head, ...rows] = linesOf(decode(bytes, name), name);
  const titles = (head?.cells ?? []).map((title) => title.trim());
  const missing = [...COLUMNS, LABEL].find((column) => !titles.includes(column.name));
  if (missing) throw new Problem(`${name} has no column ${missing.name}, only ${titles.join(', ')}`);
  return rows.map(({ line, cells }) => {
    if (cells.length !== titles.length)
      throw new Problem(`${name}:${line}: ${cells.length} cells, but the head has ${titles.length}`);
    const cell = (column: Column) =>
      numberIn((cells[titles.indexOf(column.name)] ?? '').trim(), column, `${name}:${line}`);
    return { cell };
  });
}

function numberIn(text: string, column: Column, place: string): number {
  const { name, kinds } = column;
  const form = column === LABEL ? TARGET : INPUT;
  const value = kinds ? kinds.indexOf(text) : text === '' ? Number.NaN : Number(text);
  if (kinds ? value >= 0 : isServing(value, form)) return value;
  const wanted = kinds ? `one of ${kinds.join(', ')}` : form.unit ? 'a number from 0 to 1 for the loss' : 'a number';
  throw new Problem(`${place}: ${name} is ${wanted}, not ${text === '' ? 'missing' : JSON.stringify(text)}`);
}

/** The lines that are not empty as cells. A cell in quotes may hold separators, line ends and doubled quotes. */
export function linesOf(text: string, name: string): { readonly line: number; readonly cells: readonly string[] }[] {
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${SEPARATOR}\\r\\n]*))(${SEPARATOR}|\\r\\n|\\r|\\n|$)`, 'y');
  const lines: { line: number; cells: string[] }[] = [];
  let cells: string[] = [];
  let line = 1;
  let begun = 1;
  while (cell.lastIndex < text.length || cells.length > 0) {
    const [all, quoted, plain = '', end] = cell.exec(text) ?? [];
    if (all === undefined) throw new Problem(`${name}:${line}: a quote that is not closed, or stands inside a cell`);
    cells.push(quoted?.replaceAll('""', '"') ?? plain);
    line += all.match(/\r\n|\r|\n/g)?.length ?? 0;
    if (end === SEPARATOR) continue;
    if (cells.length > 1 || cells[0]?.trim() !== '') lines.push({ line: begun, cells });
    cells = [];
    begun = line;
  }
  return lines;
}
