/** Builds tensors. Shapes that do not fit are our own mistakes and throw. */
import type { BinaryFunction, Leaf, MapFunction, Move, NumberType, Tensor, UnaryFunction } from './tensor.ts';
import { sameShape, sizeOf } from './tensor.ts';

/** A tensor, or a number that stands for one of any shape. */
export type Operand = Tensor | number;

export function leaf(role: Leaf['role'], name: string, shape: readonly number[], type: NumberType = 'f32'): Tensor {
  return { shape, type, of: { kind: 'leaf', role, name } };
}

export function constant(value: number, shape: readonly number[] = []): Tensor {
  return { shape, type: 'f32', of: { kind: 'constant', value } };
}

/** Known numbers in row-major order. */
export function table(values: Float32Array, shape: readonly number[]): Tensor {
  if (values.length !== sizeOf(shape)) throw new Error(`${values.length} numbers do not fill [${shape}]`);
  return { shape, type: 'f32', of: { kind: 'table', values } };
}

/** The index along an axis, a whole number. */
export function iota(shape: readonly number[], axis: number): Tensor {
  return { shape, type: 'i32', of: { kind: 'iota', axis: fromEnd(shape, axis) } };
}

/** Uniform random numbers of a place in the model. */
export function random(stream: string, site: string, shape: readonly number[]): Tensor {
  return { shape, type: 'f32', of: { kind: 'random', stream, site } };
}

const unary =
  (fn: UnaryFunction) =>
  (x: Tensor): Tensor =>
    map(fn, [x], x.shape);
const binary =
  (fn: BinaryFunction) =>
  (a: Operand, b: Operand): Tensor => {
    const shape = commonShape([a, b]);
    const [x, y] = [fitted(a, shape), fitted(b, shape)];
    return simpler(fn, x, y) ?? map(fn, [x, y], shape);
  };

export const float = unary('float');
export const neg = unary('neg');
export const exp = unary('exp');
export const log = unary('log');
export const tanh = unary('tanh');
export const sigmoid = unary('sigmoid');
export const sqrt = unary('sqrt');
export const abs = unary('abs');
export const sign = unary('sign');
/** The error function. */
export const erf = unary('erf');
export const sin = unary('sin');
export const cos = unary('cos');

/** Shapes are fitted to each other as numpy does: from the last dim, where a dim of 1 or none is repeated. */
export const add = binary('add');
export const sub = binary('sub');
export const mul = binary('mul');
export const div = binary('div');
/** b where it is greater, else a; the gradient goes the same way, so that `max(0, x)` has none at 0. */
export const max = binary('max');
export const min = binary('min');
/** 1 where a < b, else 0. */
export const less = binary('less');
/** 1 where a = b, else 0; of floats or of whole numbers. */
export const equal = binary('equal');
export const square = (x: Tensor): Tensor => mul(x, x);
export const rsqrt = (x: Tensor): Tensor => div(1, sqrt(x));

/** `then` where `test` is not 0, else `otherwise`. */
export function select(test: Tensor, then: Operand, otherwise: Operand): Tensor {
  const shape = commonShape([test, then, otherwise]);
  return map('select', [fitted(test, shape), fitted(then, shape), fitted(otherwise, shape)], shape);
}

/** The sum over axes, which go away; negative ones count from the end. Without axes over all. */
export function sum(x: Tensor, ...axes: readonly number[]): Tensor {
  return reduce('sum', x, axes);
}

/** The largest number over axes, which go away. */
export function largest(x: Tensor, ...axes: readonly number[]): Tensor {
  return reduce('max', x, axes);
}

export function mean(x: Tensor, ...axes: readonly number[]): Tensor {
  const total = sum(x, ...axes);
  return mul(total, sizeOf(total.shape) / sizeOf(x.shape));
}

/** As `sum`, with the axes kept as 1. */
export function sumKept(x: Tensor, ...axes: readonly number[]): Tensor {
  return keptAfter(sum(x, ...axes), x, axes);
}
export function meanKept(x: Tensor, ...axes: readonly number[]): Tensor {
  return keptAfter(mean(x, ...axes), x, axes);
}
export function largestKept(x: Tensor, ...axes: readonly number[]): Tensor {
  return keptAfter(largest(x, ...axes), x, axes);
}

/**
 * The general product: left is [batch…, rows…, summed…], right [batch…, summed…, columns…], and the result
 * [batch…, rows…, columns…], where `batch` and `summed` say how many dims are meant. A matrix product is
 * `contract(a, b)`; x [B, T, C] times W [C, out] is `contract(x, w)` too, for all dims but the last are rows.
 */
export function contract(left: Tensor, right: Tensor, { batch = 0, summed = 1 } = {}): Tensor {
  const rows = left.shape.slice(batch, left.shape.length - summed);
  const columns = right.shape.slice(batch + summed);
  const both = [left.shape.slice(0, batch), right.shape.slice(0, batch)] as const;
  const inner = [left.shape.slice(left.shape.length - summed), right.shape.slice(batch, batch + summed)] as const;
  if (!sameShape(...both) || !sameShape(...inner)) throw misfit(`contract ${batch} ${summed}`, left, right);
  const shape = [...both[0], ...rows, ...columns];
  return { shape, type: 'f32', of: { kind: 'contract', left, right, batch, summed } };
}

export function reshape(x: Tensor, shape: readonly number[]): Tensor {
  if (sizeOf(shape) !== sizeOf(x.shape)) throw new Error(`[${x.shape}] cannot become [${shape}]`);
  if (sameShape(shape, x.shape)) return x;
  return x.of.kind === 'constant' ? constant(x.of.value, shape) : moved(x, { kind: 'reshape' }, shape);
}

/** Dim i of the result is dim order[i] of x. */
export function permute(x: Tensor, ...order: readonly number[]): Tensor {
  if ([...order].sort((a, b) => a - b).some((axis, at) => axis !== at) || order.length !== x.shape.length)
    throw new Error(`[${order}] is no order of [${x.shape}]`);
  if (order.every((axis, at) => axis === at)) return x;
  return moved(
    x,
    { kind: 'permute', order },
    order.map((axis) => x.shape[axis] as number),
  );
}

/** The last two dims changed over. */
export function transpose(x: Tensor): Tensor {
  const axes = x.shape.map((_, axis) => axis);
  return permute(x, ...axes.slice(0, -2), ...axes.slice(-2).reverse());
}

/** Dims of 1 repeated. */
export function expand(x: Tensor, shape: readonly number[]): Tensor {
  if (x.shape.length !== shape.length || x.shape.some((dim, axis) => dim !== 1 && dim !== shape[axis]))
    throw new Error(`[${x.shape}] cannot be repeated to [${shape}]`);
  if (sameShape(shape, x.shape)) return x;
  return x.of.kind === 'constant' ? constant(x.of.value, shape) : moved(x, { kind: 'expand' }, shape);
}

/** From `from` up to and without `to` along an axis. */
export function slice(x: Tensor, axis: number, from: number, to: number, step = 1): Tensor {
  const at = fromEnd(x.shape, axis);
  const size = Math.ceil((to - from) / step);
  if (from < 0 || to > (x.shape[at] as number) || size < 0) throw new Error(`no ${from} to ${to} in [${x.shape}]`);
  const shape = x.shape.with(at, size);
  if (sameShape(shape, x.shape)) return x;
  const zeros = x.shape.map(() => 0);
  const ones = x.shape.map(() => 1);
  return moved(x, { kind: 'slice', from: zeros.with(at, from), step: ones.with(at, step) }, shape);
}

/** Backwards along an axis. */
export function reverse(x: Tensor, axis: number): Tensor {
  const at = fromEnd(x.shape, axis);
  const from = x.shape.map(() => 0).with(at, (x.shape[at] as number) - 1);
  return moved(x, { kind: 'slice', from, step: x.shape.map(() => 1).with(at, -1) }, x.shape);
}

/** So many numbers of `value` before and after an axis. */
export function pad(x: Tensor, axis: number, before: number, after: number, value = 0): Tensor {
  if (before === 0 && after === 0) return x;
  const at = fromEnd(x.shape, axis);
  const shape = x.shape.with(at, (x.shape[at] as number) + before + after);
  return moved(x, { kind: 'pad', before: x.shape.map(() => 0).with(at, before), value }, shape);
}

/** Inputs one after the other along an axis. */
export function concat(inputs: readonly Tensor[], axis: number): Tensor {
  const [first] = inputs;
  if (!first) throw new Error('nothing to join');
  if (inputs.length === 1) return first;
  const at = fromEnd(first.shape, axis);
  const whole = inputs.reduce((total, { shape }) => total + (shape[at] as number), 0);
  const shape = first.shape.with(at, whole);
  for (const each of inputs)
    if (!sameShape(each.shape.with(at, whole), shape)) throw misfit(`concat along ${at}`, first, each);
  return { shape, type: first.type, of: { kind: 'concat', axis: at, inputs } };
}

/** Row `id` of a table for each id. */
export function gather(rows: Tensor, ids: Tensor): Tensor {
  return { shape: [...ids.shape, ...rows.shape.slice(1)], type: 'f32', of: { kind: 'gather', table: rows, ids } };
}

/** Rows added up by their ids, into so many. */
export function scatter(input: Tensor, ids: Tensor, rows: number): Tensor {
  const rest = input.shape.slice(ids.shape.length);
  if (!sameShape(input.shape.slice(0, ids.shape.length), ids.shape)) throw misfit('scatter', input, ids);
  return { shape: [rows, ...rest], type: 'f32', of: { kind: 'scatter', input, ids, rows } };
}

/** A value whose gradient by the inputs is stated: `backward` is given that by the value. */
export function withGradient(
  value: Tensor,
  inputs: readonly Tensor[],
  backward: (dy: Tensor) => readonly (Tensor | undefined)[],
): Tensor {
  return { shape: value.shape, type: value.type, of: { kind: 'custom', value, inputs, backward } };
}

/** A value that no gradient goes through. */
export function stop(input: Tensor): Tensor {
  return { shape: input.shape, type: input.type, of: { kind: 'stop', input } };
}

/** A dim of 1 put in before an axis. */
export function insertDim(x: Tensor, axis: number): Tensor {
  return reshape(x, [...x.shape.slice(0, axis), 1, ...x.shape.slice(axis)]);
}

function map(fn: MapFunction, inputs: readonly Tensor[], shape: readonly number[]): Tensor {
  return { shape, type: 'f32', of: { kind: 'map', fn, inputs } };
}

/** x + 0, x - 0, x * 1, x / 1 are x, and x * 0 is 0, as what is multiplied is finite or the run has ended. */
function simpler(fn: BinaryFunction, x: Tensor, y: Tensor): Tensor | undefined {
  const [a, b] = [x, y].map(({ of }) => (of.kind === 'constant' ? of.value : undefined));
  if ((fn === 'add' || fn === 'sub') && b === 0) return x;
  if (fn === 'add' && a === 0) return y;
  if ((fn === 'mul' || fn === 'div') && b === 1) return x;
  if (fn === 'mul' && a === 1) return y;
  if (fn === 'mul' && (a === 0 || b === 0)) return constant(0, x.shape);
  if (a === undefined || b === undefined) return undefined;
  const value = { add: a + b, sub: a - b, mul: a * b, div: a / b } as Partial<Record<BinaryFunction, number>>;
  return value[fn] === undefined ? undefined : constant(value[fn], x.shape);
}

function moved(input: Tensor, move: Move, shape: readonly number[]): Tensor {
  return { shape, type: input.type, of: { kind: 'move', move, input } };
}

function reduce(fn: 'sum' | 'max', x: Tensor, given: readonly number[]): Tensor {
  const all = given.length === 0 ? x.shape.map((_, axis) => axis) : given.map((axis) => fromEnd(x.shape, axis));
  const axes = [...all].sort((a, b) => a - b);
  if (axes.length === 0) return x;
  const shape = x.shape.filter((_, axis) => !axes.includes(axis));
  return { shape, type: 'f32', of: { kind: 'reduce', fn, axes, input: x } };
}

function keptAfter(reduced: Tensor, x: Tensor, given: readonly number[]): Tensor {
  const axes = given.map((axis) => fromEnd(x.shape, axis));
  return reshape(
    reduced,
    x.shape.map((dim, axis) => (axes.length === 0 || axes.includes(axis) ? 1 : dim)),
  );
}

/** An axis counted from the start. */
function fromEnd(shape: readonly number[], axis: number): number {
  const at = axis < 0 ? shape.length + axis : axis;
  if (at < 0 || at >= shape.length) throw new Error(`[${shape}] has no axis ${axis}`);
  return at;
}

function commonShape(operands: readonly Operand[]): readonly number[] {
  const shapes = operands.map((each) => (typeof each === 'number' ? [] : each.shape));
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) =>
    shapes.reduce((most, shape) => {
      const dim = shape[axis - rank + shape.length] ?? 1;
      if (dim !== 1 && most !== 1 && dim !== most) throw new Error(`[${shapes.join('] and [')}] do not fit together`);
      return dim === 1 ? most : dim;
    }, 1),
  );
}

function fitted(operand: Operand, shape: readonly number[]): Tensor {
  if (typeof operand === 'number') return constant(operand, shape);
  const missing = shape.length - operand.shape.length;
  return expand(reshape(operand, [...Array(missing).fill(1), ...operand.shape]), shape);
}

function misfit(what: string, a: Tensor, b: Tensor): Error {
  return new Error(`${what}: [${a.shape}] and [${b.shape}] do not fit together`);
}
