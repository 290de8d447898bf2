/** Arrays in NumPy's format (.npy): a head with type and shape, then the numbers. */
import type { FormatProblem } from './format.ts';
import { type Likeness, likenessOf } from './likeness.ts';
import { isUnit } from './unit.ts';

export interface NpyFacts {
  readonly shape: readonly number[];
  readonly dtype: 'int' | 'float';
  /** NumPy's name of the type: `<f4`. */
  readonly type: string;
  /** The smallest and the largest number. */
  readonly least: number;
  readonly most: number;
  /** Numbers that are not from 0 to 1: how many, and the first of them, with its place on the first axis. */
  readonly outsiders: number;
  readonly outsider: { readonly example: number; readonly text: string } | undefined;
  /** How numbers with fractions are spread; the last dim are the channels. */
  readonly likeness?: Likeness;
}

type Inspection = { readonly facts: NpyFacts } | { readonly problems: readonly [FormatProblem] };

/** Reads a whole file: its head, and what its numbers are like. */
export function inspectNpy(bytes: Uint8Array): Inspection {
  if (bytes.length === 0) return wrong('it is empty');
  if (bytes.length < 12 || latin(bytes, 0, 6) !== '\u0093NUMPY')
    return wrong(
      bytes[0] === 0x50 && bytes[1] === 0x4b
        ? 'it is an archive (.npz): save the arrays one by one'
        : 'it does not begin with NUMPY',
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [start, length] = bytes[6] === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  const begin = start + length;
  if (begin > bytes.length) return wrong('it ends within its head');
  const head = headOf(latin(bytes, start, begin));
  if (!head) return wrong('its head cannot be read, or its numbers are of several types');
  const { type, shape } = head;
  if (head.isFortran) return wrong('its numbers stand column by column: save it with numpy.ascontiguousarray');
  const reading = readings[type];
  if (!reading) return wrong(`its numbers are ${type}, but mm reads ${Object.keys(readings).join(' ')}`);
  const count = shape.reduce((product, dim) => product * dim, 1);
  const size = Number(type.slice(2));
  if (bytes.length - begin !== count * size)
    return wrong(`its head says [${shape.join(', ')}] of ${size} bytes each, but ${bytes.length - begin} bytes follow`);
  if (shape.length === 0 || count === 0) return wrong('it has no examples');
  const dtype = type.includes('f') ? 'float' : 'int';
  const numbers = { count, read: (at: number) => reading(view, begin + size * at) };
  const limits = limitsOf(numbers);
  const outsiders = outsidersOf(numbers, count / (shape[0] as number));
  const likeness = dtype === 'float' ? { likeness: likenessOf({ ...layoutOf(shape), read: numbers.read }) } : {};
  return { facts: { shape, dtype, type, ...limits, ...outsiders, ...likeness } };
}

function wrong(why: string): Inspection {
  return { problems: [{ kind: 'format', format: 'an array of NumPy (.npy)', why }] };
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

interface Head {
  readonly type: string;
  readonly isFortran: boolean;
  readonly shape: readonly number[];
}

/** `{'descr': '<f4', 'fortran_order': False, 'shape': (150, 4), }`. */
function headOf(text: string): Head | undefined {
  const type = /'descr': *'([^']*)'/.exec(text)?.[1];
  const order = /'fortran_order': *(True|False)/.exec(text)?.[1];
  const dims = /'shape': *\(([\d, ]*)\)/.exec(text)?.[1];
  if (type === undefined || order === undefined || dims === undefined) return undefined;
  const shape = dims.split(',').flatMap((dim) => (dim.trim() === '' ? [] : [Number(dim)]));
  return { type, isFortran: order === 'True', shape };
}

/** How a number of each type is read. */
const readings: Readonly<Record<string, (view: DataView, at: number) => number>> = {
  '<f4': (view, at) => view.getFloat32(at, true),
  '<f8': (view, at) => view.getFloat64(at, true),
  '|b1': (view, at) => view.getUint8(at),
  '|u1': (view, at) => view.getUint8(at),
  '|i1': (view, at) => view.getInt8(at),
  '<u2': (view, at) => view.getUint16(at, true),
  '<i2': (view, at) => view.getInt16(at, true),
  '<u4': (view, at) => view.getUint32(at, true),
  '<i4': (view, at) => view.getInt32(at, true),
  '<u8': (view, at) => Number(view.getBigUint64(at, true)),
  '<i8': (view, at) => Number(view.getBigInt64(at, true)),
};

interface ArrayNumbers {
  readonly count: number;
  read(at: number): number;
}

function limitsOf({ count, read }: ArrayNumbers): Pick<NpyFacts, 'least' | 'most'> {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < count; at++) {
    const value = read(at);
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return { least, most };
}

/** Examples along the first axis, channels along the last, positions along all between. */
function layoutOf([examples = 0, ...rest]: readonly number[]) {
  const channels = rest.at(-1) ?? 1;
  return { examples, channels, positions: rest.slice(0, -1).reduce((product, dim) => product * dim, 1) };
}

/** `size` is how many numbers an example has. */
function outsidersOf({ count, read }: ArrayNumbers, size: number): Pick<NpyFacts, 'outsiders' | 'outsider'> {
  let outsiders = 0;
  let outsider: NpyFacts['outsider'];
  for (let at = 0; at < count; at++) {
    const value = read(at);
    if (isUnit(value)) continue;
    outsiders++;
    outsider ??= { example: Math.floor(at / size), text: `${value}` };
  }
  return { outsiders, outsider };
}
