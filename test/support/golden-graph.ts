/** A stack of mm as a graph of ops, and the parameters and buffers of a golden as its own numbers. */
import { expect } from 'vitest';
import { type Graph, lower, type Owned } from '../../src/ir/lower.ts';
import { check } from '../../src/shapecheck/check.ts';
import { numberOf } from '../../src/shapes/dim.ts';
import { source } from '../../src/text/source.ts';
import { type ByName, type Numbers, transposed } from './goldens.ts';

/** The stack over the input of a golden. */
export function goldenGraph(stack: string, input: Numbers, vocabulary: unknown): Graph {
  const type = `x[${input.shape.slice(1).join(', ')}]${input.dtype === 'int32' ? ` of ${vocabulary}` : ''}`;
  const { value, diagnostics } = check(source('golden.mm', `input ${type}\nmodel ${stack}`));
  // A pool may leave out a remainder, as PyTorch's does.
  expect(diagnostics.filter(({ code }) => code !== 'shape/remainder')).toEqual([]);
  return lower(value.models[0]!);
}

/** What belongs to each path, in mm's layout; numbers of the golden are found by the ends of paths. */
export function ownNumbers(all: readonly Owned[], numbers: ByName): ByName {
  expect(all.length).toBe(Object.keys(numbers).length);
  return Object.fromEntries(
    all.map(({ weight: { path, shape } }) => {
      const [, found] = Object.entries(numbers).find(([name]) => isEndOf(path, name)) ?? [];
      const dims = shape.map((dim) => numberOf(dim) as number);
      return [path, repeated(firstRows(isTurned(found!) ? transposed(found!) : found!, dims[0] as number), dims)];
    }),
  );
}

/** The gradient that a golden wants for a path, by its names and layout: of so many rows of it. */
export function wantedGradient(path: string, rows: number, params: ByName, gradients: ByName): readonly number[] {
  const [name, wanted] = Object.entries(gradients).find(([end]) => isEndOf(path, end))!;
  return firstRows(isTurned(params[name]!) ? transposed(wanted) : wanted, rows).data;
}

/** `fc.weight` ends the path `residual/fc.weight`, `weight` that of a layer that stands alone. */
function isEndOf(path: string, name: string): boolean {
  return `/${path}`.endsWith(`/${name}`) || (!name.includes('.') && path.endsWith(`.${name}`));
}

/** PyTorch keeps the matrix of a linear layer as [out, in], and so all its matrices but tables of vectors. */
function isTurned({ shape, layout = '' }: Numbers): boolean {
  return shape.length === 2 && layout !== '' && !/^\[(num_embeddings|1),/.test(layout);
}

/** A table as far as it is used: PyTorch's vectors of positions may be more than there are positions. */
function firstRows(numbers: Numbers, rows: number): Numbers {
  const [all, width] = numbers.shape;
  if (all === undefined || width === undefined || numbers.shape.length > 2 || all <= rows) return numbers;
  return { ...numbers, shape: [rows, width], data: numbers.data.slice(0, rows * width) };
}

/** One row that stands for all positions is repeated. */
function repeated(numbers: Numbers, dims: readonly number[]): Numbers {
  const times = dims.reduce((all, dim) => all * dim, 1) / numbers.data.length;
  return { ...numbers, shape: dims, data: Array.from({ length: times }, () => numbers.data).flat() };
}
