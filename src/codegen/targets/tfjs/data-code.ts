/** What a program needs to read its data: files, constants, and which of the fixed parts serve it. */
import type { Ir, LoweredData, LoweredFile } from '../../../ir/ir.ts';
import type { Json } from '../../../registry/reader.ts';
import { numberOf } from '../../../shapes/dim.ts';
import type { TensorType } from '../../../shapes/shape.ts';
import { fitted, key, quoted } from '../../code.ts';
import type { CopiedFile, Language } from '../../target.ts';
import type { Part } from './fixed.ts';
import { part } from './written.ts';

/** Where a program finds a file of its data, beside itself. */
export function dataPath(file: LoweredFile, { files }: LoweredData): string {
  const name = plainName(file.from.path);
  const others = files.filter((each) => each !== file).map(({ from }) => plainName(from.path));
  return `data/${others.includes(name) ? `${file.place}-` : ''}${name}`;
}

function plainName(path: string): string {
  const name = fileName(path).replace(/[^\w.-]+/g, '_');
  return name.replace(/^\.+/, '') || 'data.txt';
}

function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? '';
}

/** The files of data, as a shell finds them. */
export function copiedData(data: LoweredData): readonly CopiedFile[] {
  return data.files.map((file) => ({ path: dataPath(file, data), from: file.from }));
}

/** Fixed files of which a program takes one, as they have the same names in them. */
export const choices = {
  reading: ['documents', 'text', 'csv', 'images', 'npy', 'synthetic'],
  examples: ['windows', 'positions', 'text-windows', 'text-positions', 'rows'],
  batches: ['batches', 'text-positions'],
  samples: ['sampling', 'text-sampling'],
  scores: ['scores', 'class-scores'],
  steps: ['accumulation'],
  engine: ['engine', 'engine-training'],
  computing: ['computing', 'engine-computing'],
  pageComputing: ['page-computing', 'page-engine'],
  verbs: ['verbs', 'verbs-lines', 'verbs-text'],
} as const;

/** The fixed files that stand back for others. */
export function withoutFor({ data, target, training }: Ir, hasEngine: boolean): readonly string[] {
  const reading = data?.reading ?? { part: 'documents', samples: 'lines' };
  const form = target?.perPosition ? 'positions' : 'windows';
  const examples = reading.samples === 'lines' ? form : reading.samples === 'text' ? (`text-${form}` as const) : 'rows';
  const taken: readonly string[] = [
    reading.part,
    examples,
    ...(examples === 'text-positions' ? [] : ['batches']),
    reading.samples === 'text' ? 'text-sampling' : 'sampling',
    target?.kind === 'class' ? 'class-scores' : 'scores',
    reading.samples === undefined ? 'verbs' : `verbs-${reading.samples}`,
    ...((training?.accumulate ?? 1) > 1 ? ['accumulation'] : []),
    ...(hasEngine ? ['engine', 'engine-training', 'engine-computing', 'page-engine'] : ['computing', 'page-computing']),
  ];
  const all: readonly string[] = Object.values(choices).flat();
  return all.filter((file) => !taken.includes(file));
}

/** The constants that tell a program about its data. */
export function dataParts(
  { graph, target, loss }: Ir,
  { reading, files }: LoweredData,
  lang: Language,
): readonly Part[] {
  const names = files.map(({ from }) => fileName(from.path));
  const forms = Object.fromEntries(files.map(({ place, form }) => [place, form]));
  const isUnit = loss?.unit ?? false;
  const input = graph.input.type;
  const rows: readonly Row[] = [
    { name: 'DATA_FILE', value: quoted(names[0] ?? 'synthetic data') },
    { name: 'DATA_FORMS', value: jsonCode(forms), type: "{ readonly [place in 'data' | 'targets']?: string }" },
    { name: 'PURPOSE', value: quoted([reading.purpose, ...names.slice(0, 1)].join(' ')) },
    {
      name: 'SYNTHETIC',
      value: `${reading.part === 'synthetic'}`,
      type: 'boolean',
      about: 'whether the data is drawn at random',
    },
    { name: 'CHUNK', value: `${chunkOf(input)}`, about: 'examples that an evaluation takes at a time' },
    ...reading.constants.map((each): Row => ({ type: types[each.name], ...each, value: jsonCode(each.value) })),
    { name: 'INPUT', value: formCode(input, false), type: 'Form', about: 'an example' },
    ...(target ? [{ name: 'TARGET', value: formCode(target.type, isUnit), type: 'Form', about: 'its target' }] : []),
  ];
  return rows.map((row) => constant(row, lang));
}

/** A constant: its code, its type where that does not follow from it, and what it is. */
interface Row {
  readonly name: string;
  readonly value: string;
  readonly type?: string | undefined;
  readonly about?: string;
}

/** Types of constants whose code leaves them open. */
const types: Readonly<Record<string, string>> = { COLUMNS: 'readonly Column[]', LABEL: 'Column' };

function constant({ name, value, type, about }: Row, lang: Language): Part {
  const isTyped = type !== undefined && lang === 'ts';
  const line = `const ${name}${isTyped ? `: ${type}` : ''} = ${value};`;
  const isShort = line.length + (about?.length ?? 0) < 112;
  const code = isShort
    ? [`${line}${about ? ` // ${about}` : ''}`]
    : [...(about ? [`/** ${capital(about)}. */`] : []), ...fitted(line)];
  return part(name, isTyped ? (type.match(/\b[A-Z]\w+/g) ?? []) : [], code);
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** So many examples that they hold no more numbers than a thousand words of text. */
function chunkOf({ dims }: TensorType): number {
  const size = dims.slice(1).reduce((product, dim) => product * (numberOf(dim) ?? 1), 1);
  return Math.max(1, Math.min(1024, Math.floor(65_536 / size)));
}

/** `{ shape: [8, 8, 1], dtype: 'float32' }`. */
function formCode({ dtype, dims, vocab }: TensorType, isUnit: boolean): string {
  const shape = `shape: [${dims
    .slice(1)
    .map((dim) => numberOf(dim) ?? 0)
    .join(', ')}]`;
  const ids = vocab === undefined ? '' : `, ids: ${numberOf(vocab) ?? 0}`;
  return `{ ${shape}, dtype: '${dtype === 'int' ? 'int32' : 'float32'}'${ids}${isUnit ? ', unit: true' : ''} }`;
}

/** JSON as JavaScript. */
function jsonCode(value: Json): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return `${value}`;
  if (isList(value)) return `[${value.map(jsonCode).join(', ')}]`;
  const fields = Object.entries(value).map(([name, each]) => `${key(name)}: ${jsonCode(each)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
