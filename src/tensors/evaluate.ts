/**
 * Runs a tensor program in double precision, number by number: what everything faster is held against.
 */
import { keyOf, type Stream, uniform } from '../chance/hash.ts';
import { inputsOf, type MapFunction, type Move, type Origin, sizeOf, type Tensor } from './tensor.ts';

/** What a program runs on. */
export interface Given {
  /** The numbers of each leaf by its name. */
  readonly leaves: Readonly<Record<string, ArrayLike<number>>>;
  readonly seed?: number;
  readonly step?: number;
}

/** The numbers of tensors, in row-major order. */
export function evaluate(tensors: readonly Tensor[], given: Given): readonly Float64Array[] {
  const known = new Map<Tensor, Float64Array>();
  const numbersOf = (wanted: Tensor): Float64Array => {
    const stack = [wanted];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const missing = known.has(top) ? [] : inputsOf(top).filter((input) => !known.has(input));
      if (missing.length > 0) {
        stack.push(...missing);
        continue;
      }
      stack.pop();
      if (!known.has(top)) {
        const inputs = inputsOf(top).map((input) => known.get(input) as Float64Array);
        known.set(top, compute(top, inputs, given));
      }
    }
    return known.get(wanted) as Float64Array;
  };
  return tensors.map(numbersOf);
}

function compute(tensor: Tensor, inputs: readonly Float64Array[], { leaves, seed = 0, step = 0 }: Given): Float64Array {
  const { of, shape } = tensor;
  const [x = new Float64Array(), y = new Float64Array()] = inputs;
  switch (of.kind) {
    case 'leaf': {
      const values = leaves[of.name];
      if (values?.length !== sizeOf(shape)) throw new Error(`${of.name} should hold ${sizeOf(shape)} numbers`);
      return Float64Array.from(values);
    }
    case 'constant':
      return new Float64Array(sizeOf(shape)).fill(of.value);
    case 'table':
      return Float64Array.from(of.values);
    case 'iota':
      return filled(shape, (index) => index[of.axis] as number);
    case 'random': {
      const key = keyOf(seed, of.stream as Stream, of.site, step);
      return Float64Array.from({ length: sizeOf(shape) }, (_, at) => uniform(key, at));
    }
    case 'map':
      return Float64Array.from({ length: sizeOf(shape) }, (_, at) =>
        functions[of.fn](...(inputs.map((input) => input[at] as number) as [number, number, number])),
      );
    case 'reduce':
      return reduced(tensor, of, x);
    case 'contract':
      return contracted(tensor, of, x, y);
    case 'move':
      return movedNumbers(tensor, of, x);
    case 'concat':
      return joinedNumbers(tensor, of, inputs);
    case 'gather': {
      const width = sizeOf(of.table.shape.slice(1));
      return Float64Array.from({ length: sizeOf(shape) }, (_, at) => {
        const row = y[Math.floor(at / width)] as number;
        return x[row * width + (at % width)] as number;
      });
    }
    case 'scatter': {
      const width = sizeOf(shape.slice(1));
      const sums = new Float64Array(sizeOf(shape));
      for (const [at, value] of x.entries()) {
        const place = (y[Math.floor(at / width)] as number) * width + (at % width);
        sums[place] = (sums[place] as number) + value;
      }
      return sums;
    }
    case 'custom':
    case 'stop':
      return x;
  }
}

const functions: { readonly [F in MapFunction]: (a: number, b: number, c: number) => number } = {
  float: (a) => a,
  neg: (a) => -a,
  exp: Math.exp,
  log: Math.log,
  tanh: Math.tanh,
  sigmoid: (a) => 1 / (1 + Math.exp(-a)),
  sqrt: Math.sqrt,
  abs: Math.abs,
  sign: Math.sign,
  erf,
  sin: Math.sin,
  cos: Math.cos,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  max: (a, b) => (a < b ? b : a),
  min: (a, b) => (b < a ? b : a),
  less: (a, b) => Number(a < b),
  equal: (a, b) => Number(a === b),
  select: (a, b, c) => (a !== 0 ? b : c),
};

/** erf by its Taylor series, and 1 - erfc by a continued fraction where that converges slowly. */
function erf(x: number): number {
  if (Math.abs(x) > 3) return Math.sign(x) * (1 - erfc(Math.abs(x)));
  let [term, total] = [x, x];
  for (let n = 1; Math.abs(term) > 1e-18; n++) {
    term *= (-x * x) / n;
    total += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * total;
}

function erfc(x: number): number {
  let fraction = 0;
  for (let n = 60; n > 0; n--) fraction = n / 2 / (x + fraction);
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * (x + fraction));
}

function reduced({ shape }: Tensor, of: Extract<Origin, { kind: 'reduce' }>, x: Float64Array): Float64Array {
  const inner = of.input.shape;
  const result = new Float64Array(sizeOf(shape)).fill(of.fn === 'sum' ? 0 : Number.NEGATIVE_INFINITY);
  const places = filled(inner, (index) =>
    placeOf(
      index.filter((_, axis) => !of.axes.includes(axis)),
      shape,
    ),
  );
  for (const [at, value] of x.entries()) {
    const place = places[at] as number;
    const before = result[place] as number;
    result[place] = of.fn === 'sum' ? before + value : Math.max(before, value);
  }
  return result;
}

function contracted(
  { shape }: Tensor,
  { left, right, batch, summed }: Extract<Origin, { kind: 'contract' }>,
  x: Float64Array,
  y: Float64Array,
): Float64Array {
  const groups = sizeOf(left.shape.slice(0, batch));
  const rows = sizeOf(left.shape.slice(batch, left.shape.length - summed));
  const inner = sizeOf(left.shape.slice(left.shape.length - summed));
  const columns = sizeOf(right.shape.slice(batch + summed));
  const result = new Float64Array(sizeOf(shape));
  for (let group = 0; group < groups; group++)
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        let total = 0;
        for (let k = 0; k < inner; k++)
          total +=
            (x[(group * rows + row) * inner + k] as number) * (y[(group * inner + k) * columns + column] as number);
        result[(group * rows + row) * columns + column] = total;
      }
  return result;
}

function movedNumbers(
  { shape }: Tensor,
  { move, input }: { readonly move: Move; readonly input: Tensor },
  x: Float64Array,
): Float64Array {
  const inner = input.shape;
  switch (move.kind) {
    case 'reshape':
      return x;
    case 'permute':
      return filled(
        shape,
        (index) =>
          x[
            placeOf(
              inner.map((_, axis) => index[move.order.indexOf(axis)] as number),
              inner,
            )
          ] as number,
      );
    case 'expand':
      return filled(
        shape,
        (index) =>
          x[
            placeOf(
              inner.map((dim, axis) => (dim === 1 ? 0 : (index[axis] as number))),
              inner,
            )
          ] as number,
      );
    case 'slice':
      return filled(shape, (index) => {
        const place = index.map((i, axis) => (move.from[axis] as number) + i * (move.step[axis] as number));
        return x[placeOf(place, inner)] as number;
      });
    case 'pad':
      return filled(shape, (index) => {
        const place = index.map((i, axis) => i - (move.before[axis] as number));
        const isInside = place.every((i, axis) => i >= 0 && i < (inner[axis] as number));
        return isInside ? (x[placeOf(place, inner)] as number) : move.value;
      });
  }
}

function joinedNumbers(
  { shape }: Tensor,
  { axis, inputs }: { readonly axis: number; readonly inputs: readonly Tensor[] },
  values: readonly Float64Array[],
): Float64Array {
  return filled(shape, (index) => {
    let at = index[axis] as number;
    let which = 0;
    while (at >= (inputs[which]?.shape[axis] as number)) at -= inputs[which++]?.shape[axis] as number;
    return values[which]?.[placeOf(index.with(axis, at), inputs[which]?.shape ?? [])] as number;
  });
}

/** Numbers by their index, in row-major order. */
function filled(shape: readonly number[], valueAt: (index: number[]) => number): Float64Array {
  const index = shape.map(() => 0);
  return Float64Array.from({ length: sizeOf(shape) }, (_, at) => {
    for (let axis = shape.length - 1, rest = at; axis >= 0; axis--) {
      const dim = shape[axis] as number;
      index[axis] = rest % dim;
      rest = Math.floor(rest / dim);
    }
    return valueAt(index);
  });
}

function placeOf(index: readonly number[], shape: readonly number[]): number {
  return index.reduce((place, i, axis) => place * (shape[axis] as number) + i, 0);
}
