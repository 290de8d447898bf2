/** Arrays: two files in NumPy's format, inputs and targets, whose first axis counts the examples */
import { sizeOf } from './chance.ts';
import { Problem } from './problem.ts';
import { grouped } from './progress.ts';
import { isServing, partsOf, splitRows } from './rows.ts';
import { INPUT, TARGET } from './spec.ts';
import type { Data, DataFile, DataSettings, Form, Numbers } from './types.ts';

/** Reads the files: training, validation and test examples. */
export function readData([inputs, targets]: readonly DataFile[], settings: DataSettings): Data {
  const [name = '', other = ''] = [inputs?.name, targets?.name];
  const x = readArray(inputs as DataFile, INPUT, 0);
  const y = readArray(targets as DataFile, TARGET, -1);
  if (x.count !== y.count) throw new Problem(`${name} has ${x.count} examples, but ${other} has ${y.count}`);
  const about = `${grouped(x.count)} examples of [${INPUT.shape.join(', ')}]`;
  return { about, ...splitRows(x.values, y.values, partsOf(x.count, settings), name) };
}

interface ReadArray {
  readonly count: number;
  readonly values: Numbers;
}

/** An array of examples of a form; ids go from `least`, which is -1 for targets, as those of -1 are not counted. */
function readArray({ name, bytes }: DataFile, form: Form, least: 0 | -1): ReadArray {
  const { shape, read, isInt } = openNpy(bytes, name);
  const { dtype, ids } = form;
  const [count = 0, ...dims] = shape;
  const wanted = `the model takes ${dtype === 'int32' ? 'whole numbers' : 'numbers'} [${form.shape.join(', ')}]`;
  // A lone number for each example may stand in an axis of its own or in none.
  const isLone = sizeOf(dims) === 1 && sizeOf(form.shape) === 1 && dims.length + form.shape.length === 1;
  if (dims.join() !== form.shape.join() && !isLone)
    throw new Problem(`${name} has examples of [${dims.join(', ')}], but ${wanted}`);
  if (dtype === 'int32' && !isInt) throw new Problem(`${name} has numbers with fractions, but ${wanted}`);
  const size = sizeOf(dims);
  const values = dtype === 'int32' ? new Int32Array(count * size) : new Float32Array(count * size);
  for (let at = 0; at < values.length; at++) {
    const value = read(at);
    const isFit = ids === undefined ? isServing(value, form) : value >= least && value < ids;
    if (!isFit) throw new Problem(`${name} has ${value} in example ${Math.floor(at / size)}, but ${limits(form)}`);
    values[at] = value;
  }
  return { count, values };
}

function limits({ ids, unit }: Form): string {
  if (ids !== undefined) return `ids go from 0 to ${ids - 1}`;
  return unit ? 'the loss takes targets from 0 to 1' : 'numbers have to be finite';
}

type Reading = (view: DataView, at: number) => number;

/** How a number of each type is read, little-endian. */
const TYPES: Readonly<Record<string, readonly [size: number, read: Reading]>> = {
  '<f4': [4, (view, at) => view.getFloat32(at, true)],
  '<f8': [8, (view, at) => view.getFloat64(at, true)],
  '|b1': [1, (view, at) => view.getUint8(at)],
  '|u1': [1, (view, at) => view.getUint8(at)],
  '|i1': [1, (view, at) => view.getInt8(at)],
  '<u2': [2, (view, at) => view.getUint16(at, true)],
  '<i2': [2, (view, at) => view.getInt16(at, true)],
  '<u4': [4, (view, at) => view.getUint32(at, true)],
  '<i4': [4, (view, at) => view.getInt32(at, true)],
  '<u8': [8, (view, at) => Number(view.getBigUint64(at, true))],
  '<i8': [8, (view, at) => Number(view.getBigInt64(at, true))],
};

/** Reads the head of a file: NUMPY, the version, the length of a text such as {'descr': '<f4', 'shape': (9, 4), … }. */
function openNpy(bytes: Uint8Array, name: string) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isNpy = bytes.length > 12 && new TextDecoder('latin1').decode(bytes.subarray(1, 6)) === 'NUMPY';
  if (!isNpy) throw new Problem(`${name} is no file of NumPy (.npy)`);
  const [start, length] = bytes[6] === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  const head = new TextDecoder('latin1').decode(bytes.subarray(start, start + length));
  const [, type = ''] = /'descr': *'([^']*)'/.exec(head) ?? [];
  const [, dims = ''] = /'shape': *\(([^)]*)\)/.exec(head) ?? [];
  const known = TYPES[type];
  if (!known || /'fortran_order': *True/.test(head))
    throw new Problem(`${name} is not in the form that is read here: ${head.trim()}`);
  const shape = dims.split(',').flatMap((dim) => (dim.trim() === '' ? [] : [Number(dim)]));
  const [size, read] = known;
  if (bytes.length - start - length !== size * sizeOf(shape)) throw new Problem(`${name} is cut off, or too long`);
  return { shape, isInt: !type.includes('f'), read: (at: number) => read(view, start + length + size * at) };
}
