/** Shapes and tensor types: what flows from stage to stage. */
import { constant, type Dim, equals, mul } from './dim.ts';
import { toTight } from './print.ts';
import { substitute } from './values.ts';

/** The dims of a tensor, the batch first. */
export type Shape = readonly Dim[];

/** A dtype and a shape. `vocab` bounds token ids: an int is below it. */
export interface TensorType {
  readonly dtype: 'float' | 'int';
  readonly dims: Shape;
  readonly vocab?: Dim;
  /** Dims that `keep=true` made 1: joins stretch these, and no others, to the length on their other sides. */
  readonly kept?: readonly number[];
}

/** `[B, T/2, 2*C]`. */
export function shapeText(shape: Shape): string {
  return `[${shape.map(toTight).join(', ')}]`;
}

/** Whether both have the same rank and the same dims for all values of their symbols. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dim, at) => equals(dim, b[at] as Dim));
}

/** The number of elements; 1 for no dims. */
export function product(shape: Shape): Dim {
  return shape.reduce(mul, constant(1));
}

/** The shape with symbols replaced, by id. */
export function substituteShape(shape: Shape, values: ReadonlyMap<string, Dim>): Shape {
  return shape.map((dim) => substitute(dim, values));
}

/** The type with symbols replaced, by id, in its dims and its vocabulary. */
export function substituteType(type: TensorType, values: ReadonlyMap<string, Dim>): TensorType {
  const dims = substituteShape(type.dims, values);
  return type.vocab === undefined ? { ...type, dims } : { ...type, dims, vocab: substitute(type.vocab, values) };
}

/** `int[B, 8]`, or `[B, T/2, 200]` for floats: types as tables and JSON print them. */
export function typeText({ dtype, dims }: TensorType): string {
  return dtype === 'int' ? `int${shapeText(dims)}` : shapeText(dims);
}

/** `int[B, 8] of 27`, where the vocabulary counts. */
export function typeTextWithVocab(type: TensorType): string {
  return type.vocab === undefined ? typeText(type) : `${typeText(type)} of ${toTight(type.vocab)}`;
}
