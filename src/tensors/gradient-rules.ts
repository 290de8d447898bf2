/** The gradient rule of every origin of a tensor: what each of its inputs is due, given the gradient of the tensor. */
import {
  contract,
  cos,
  div,
  equal,
  exp,
  expand,
  gather,
  less,
  mul,
  neg,
  pad,
  permute,
  reshape,
  reverse,
  scatter,
  select,
  sign,
  sin,
  slice,
  square,
  sub,
  sum,
} from './build.ts';
import { spread } from './spread.ts';
import type { MapFunction, Move, Tensor } from './tensor.ts';

type Due = readonly (readonly [input: Tensor, gradient: Tensor])[];

export function gradientOf(tensor: Tensor, dy: Tensor): Due {
  const { of } = tensor;
  switch (of.kind) {
    case 'leaf':
    case 'constant':
    case 'table':
    case 'iota':
    case 'random':
    case 'stop':
      return [];
    case 'map':
      return mapRules[of.fn](dy, tensor, of.inputs).flatMap((gradient, at) =>
        gradient ? [[of.inputs[at] as Tensor, gradient] as const] : [],
      );
    case 'reduce':
      return [[of.input, reduceGradient(tensor, dy, of)]];
    case 'contract':
      return contractGradient(of, dy);
    case 'move':
      return [[of.input, moveGradient(of.move, dy, of.input)]];
    case 'concat': {
      let from = 0;
      return of.inputs.map((input) => {
        const start = from;
        from += input.shape[of.axis] as number;
        return [input, slice(dy, of.axis, start, from)] as const;
      });
    }
    case 'gather':
      return [[of.table, scatter(dy, of.ids, of.table.shape[0] as number)]];
    case 'scatter':
      return [[of.input, gather(dy, of.ids)]];
    case 'custom':
      return of
        .backward(dy)
        .flatMap((gradient, at) => (gradient ? [[of.inputs[at] as Tensor, gradient] as const] : []));
  }
}

/** Gradients by the inputs of a function, from dy, its result y and its inputs. */
type MapRule = (dy: Tensor, y: Tensor, inputs: readonly Tensor[]) => readonly (Tensor | undefined)[];

/** A rule for functions of one number and of two. */
const one =
  (rule: (dy: Tensor, x: Tensor, y: Tensor) => Tensor): MapRule =>
  (dy, y, inputs) => [rule(dy, inputs[0] as Tensor, y)];
const two =
  (rule: (dy: Tensor, a: Tensor, b: Tensor) => readonly (Tensor | undefined)[]): MapRule =>
  (dy, _, inputs) =>
    rule(dy, inputs[0] as Tensor, inputs[1] as Tensor);

const mapRules: { readonly [F in MapFunction]: MapRule } = {
  float: () => [],
  neg: one((dy) => neg(dy)),
  exp: one((dy, _, y) => mul(dy, y)),
  log: one((dy, x) => div(dy, x)),
  tanh: one((dy, _, y) => mul(dy, sub(1, square(y)))),
  sigmoid: one((dy, _, y) => mul(dy, mul(y, sub(1, y)))),
  sqrt: one((dy, _, y) => div(mul(dy, 0.5), y)),
  abs: one((dy, x) => mul(dy, sign(x))),
  sign: () => [],
  erf: one((dy, x) => mul(dy, mul(2 / Math.sqrt(Math.PI), exp(neg(square(x)))))),
  sin: one((dy, x) => mul(dy, cos(x))),
  cos: one((dy, x) => neg(mul(dy, sin(x)))),
  add: two((dy) => [dy, dy]),
  sub: two((dy) => [dy, neg(dy)]),
  mul: two((dy, a, b) => [mul(dy, b), mul(dy, a)]),
  div: two((dy, a, b) => [div(dy, b), neg(div(mul(dy, a), square(b)))]),
  max: two((dy, a, b) => [select(less(a, b), 0, dy), select(less(a, b), dy, 0)]),
  min: two((dy, a, b) => [select(less(b, a), 0, dy), select(less(b, a), dy, 0)]),
  less: () => [],
  equal: () => [],
  select: (dy, _, [test]) => [undefined, select(test as Tensor, dy, 0), select(test as Tensor, 0, dy)],
};

/** A sum's goes to every number; a maximum's to those that are it, in equal parts, as torch.amax. */
function reduceGradient(
  y: Tensor,
  dy: Tensor,
  { fn, axes, input }: { readonly fn: 'sum' | 'max'; readonly axes: readonly number[]; readonly input: Tensor },
): Tensor {
  const kept = input.shape.map((dim, axis) => (axes.includes(axis) ? 1 : dim));
  const repeated = (x: Tensor) => expand(reshape(x, kept), input.shape);
  if (fn === 'sum') return repeated(dy);
  const hits = equal(input, repeated(y));
  return mul(hits, repeated(div(dy, sum(hits, ...axes))));
}

/** dy rightᵀ and leftᵀ dy. */
function contractGradient(
  {
    left,
    right,
    batch,
    summed,
  }: { readonly left: Tensor; readonly right: Tensor; readonly batch: number; readonly summed: number },
  dy: Tensor,
): Due {
  const rows = left.shape.length - batch - summed;
  const columns = right.shape.length - batch - summed;
  const turned = (x: Tensor, second: number) => {
    const axes = x.shape.map((_, axis) => axis);
    return permute(x, ...axes.slice(0, batch), ...axes.slice(second), ...axes.slice(batch, second));
  };
  return [
    [left, contract(dy, turned(right, batch + summed), { batch, summed: columns })],
    [right, contract(turned(left, batch + rows), dy, { batch, summed: rows })],
  ];
}

function moveGradient(move: Move, dy: Tensor, input: Tensor): Tensor {
  switch (move.kind) {
    case 'reshape':
      return reshape(dy, input.shape);
    case 'permute':
      return permute(dy, ...move.order.map((_, axis) => move.order.indexOf(axis)));
    case 'expand': {
      const axes = input.shape.flatMap((dim, axis) => (dim === dy.shape[axis] ? [] : [axis]));
      return reshape(sum(dy, ...axes), input.shape);
    }
    case 'slice':
      return input.shape.reduce(
        (gradient, dim, axis) =>
          sliceGradient(gradient, axis, dim, move.from[axis] as number, move.step[axis] as number),
        dy,
      );
    case 'pad':
      return input.shape.reduce((gradient, dim, axis) => {
        const before = move.before[axis] as number;
        return slice(gradient, axis, before, before + dim);
      }, dy);
  }
}

/** A gradient put back to where an axis of size `whole` was cut. */
function sliceGradient(dy: Tensor, axis: number, whole: number, from: number, step: number): Tensor {
  if (step < 0) {
    const size = dy.shape[axis] as number;
    const first = from + (size - 1) * step;
    return sliceGradient(reverse(dy, axis), axis, whole, first, -step);
  }
  const apart = spread(dy, axis, step);
  return pad(apart, axis, from, whole - from - (apart.shape[axis] as number));
}
