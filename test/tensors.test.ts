/** Tensor programs: their values by hand, their gradients against differences, and the rewrites of sums of gradients. */
import { describe, expect, test } from 'vitest';
import * as b from '../src/tensors/build.ts';
import { evaluate } from '../src/tensors/evaluate.ts';
import { gradients } from '../src/tensors/gradients.ts';
import type { MapFunction, Move, Tensor } from '../src/tensors/tensor.ts';
import { total } from '../src/tensors/total.ts';
import { type Draw, drawFrom, expectGradients, expectNear, numbers, type Program } from './support/differences.ts';

type Maker = (draw: Draw) => Program;
type One = readonly [Tensor];
type Two = readonly [Tensor, Tensor];

const SEEDS = [1, 2, 3, 4, 5, 6];

/** A function of one number, between two. */
function of(fn: (x: Tensor) => Tensor, from = -1, to = 1): Maker {
  return (draw) => ({ shapes: [shapeFrom(draw)], range: [from, to], build: (inputs) => fn(...(inputs as One)) });
}

/** A function of two numbers, of which the first is repeated along an axis. */
function ofTwo(fn: (x: Tensor, y: Tensor) => Tensor, from = -1, to = 1): Maker {
  return (draw) => {
    const shape = shapeFrom(draw);
    const shapes = [shape.with(draw(shape.length), 1), shape];
    return { shapes, range: [from, to], build: (inputs) => fn(...(inputs as Two)) };
  };
}

/** Two to four dims of one to four. */
function shapeFrom(draw: Draw): number[] {
  return Array.from({ length: 2 + draw(3) }, () => 1 + draw(4));
}

/** Functions with no derivative stand in a program that has one by other ways, and add nothing to it. */
const maps: { readonly [F in MapFunction]: Maker } = {
  float: of((x) => b.mul(x, b.add(b.float(b.iota(x.shape, 0)), 1))),
  neg: of(b.neg),
  exp: of(b.exp),
  log: of(b.log, 0.5, 2),
  tanh: of(b.tanh, -2, 2),
  sigmoid: of(b.sigmoid, -3, 3),
  sqrt: of(b.sqrt, 0.5, 2),
  abs: of(b.abs),
  sign: of((x) => b.mul(x, b.sign(x))),
  erf: of(b.erf, -4, 4),
  sin: of(b.sin, -3, 3),
  cos: of(b.cos, -3, 3),
  add: ofTwo(b.add),
  sub: ofTwo(b.sub),
  mul: ofTwo(b.mul),
  div: ofTwo(b.div, 0.5, 2),
  max: ofTwo((x, y) => b.add(b.max(x, y), b.mul(x, y))),
  min: ofTwo((x, y) => b.add(b.min(x, y), b.mul(x, y))),
  less: ofTwo((x, y) => b.mul(b.add(b.less(x, y), 1), b.add(x, y))),
  equal: ofTwo((x, y) => b.mul(b.add(b.equal(x, y), 1), b.add(x, y))),
  select: ofTwo((x, y) => b.add(b.select(b.less(x, y), b.square(x), y), b.mul(x, y))),
};

const moves: { readonly [K in Move['kind']]: Maker } = {
  reshape: of((x) => b.square(b.reshape(x, x.shape.toReversed()))),
  permute: (draw) => {
    const order = ['3102', '1230', '0213', '2301', '3210', '1023'][draw(6)] as string;
    const shapes = [[2, 3, 1 + draw(4), 2]];
    return { shapes, build: ([x]) => b.square(b.permute(x as Tensor, ...Array.from(order, Number))) };
  },
  expand: (draw) => {
    const shape = shapeFrom(draw);
    const axis = draw(shape.length);
    return { shapes: [shape.with(axis, 1)], build: ([x]) => b.square(b.expand(x as Tensor, shape.with(axis, 5))) };
  },
  slice: (draw) => {
    const shape = [5 + draw(4), 5 + draw(4)];
    const steps = [1 + draw(3), 1 + draw(3)].map((step) => (draw(2) === 0 ? step : -step));
    const sizes = steps.map((step) => 1 + draw(Math.floor(4 / Math.abs(step)) + 1));
    const from = steps.map((step, axis) => {
      const reach = ((sizes[axis] as number) - 1) * Math.abs(step);
      const room = draw((shape[axis] as number) - reach);
      return step > 0 ? room : room + reach;
    });
    return { shapes: [shape], build: ([x]) => moved(x as Tensor, { kind: 'slice', from, step: steps }, sizes) };
  },
  pad: (draw) => {
    const shape = shapeFrom(draw);
    const before = shape.map(() => draw(3));
    const wanted = shape.map((dim, axis) => dim + (before[axis] as number) + draw(3));
    return {
      shapes: [shape],
      build: ([x]) => b.square(moved(x as Tensor, { kind: 'pad', before, value: 0.5 }, wanted)),
    };
  },
};

/** Every other origin that a gradient goes through, and those that it does not go through beside one. */
const others: Readonly<Record<string, Maker>> = {
  'a constant and a table': of((x) => b.mul(b.add(x, 2), b.table(Float32Array.of(3), [1]))),
  'random numbers': of((x) => b.mul(x, b.random('dropout', 'here', x.shape))),
  'a value whose gradient is stated': of((x) => b.withGradient(b.exp(x), [x], (dy) => [b.mul(dy, b.exp(x))])),
  'the sum over some axes': (draw) => reduced(draw, b.sum),
  'the largest over some axes': (draw) => reduced(draw, b.largest),
  'the mean over all': of((x) => b.mean(b.square(x))),
  'the mean, kept': of((x) => b.mul(x, b.meanKept(b.square(x), -1, 0))),
  'a product of matrices': (draw) => product(draw, 1, 1, 1, 1),
  'a product of many rows': (draw) => product(draw, 0, 3, 1, 1),
  'a product summed over two dims': (draw) => product(draw, 0, 1, 2, 2),
  'a product for each of two dims': (draw) => product(draw, 2, 1, 1, 1),
  'a product of vectors': (draw) => product(draw, 0, 0, 1, 0),
  'a product of all kinds of dims': (draw) => product(draw, 1, 2, 2, 2),
  'an outer product': (draw) => product(draw, 0, 1, 0, 1),
  'a product of a tensor with itself': of((x) => b.contract(x, b.transpose(x), { batch: x.shape.length - 2 })),
  'tensors one after the other': (draw) => {
    const shape = shapeFrom(draw);
    const axis = draw(shape.length);
    const shapes = [shape, shape.with(axis, 1 + draw(3)), shape.with(axis, 2)];
    return { shapes, build: (inputs) => b.square(b.concat(inputs, axis)) };
  },
  'a tensor after itself': of((x) => b.exp(b.concat([x, b.reverse(x, 0), x], 0))),
  'rows of a table': (draw) => {
    const rest = shapeFrom(draw);
    const ids = { shape: [3, 4], below: 5 };
    return { shapes: [[5, ...rest]], ids, build: ([x], places) => b.square(b.gather(x as Tensor, places)) };
  },
  'rows added up': (draw) => {
    const shape = [6, 1 + draw(3)];
    const ids = { shape: [6], below: 4 };
    return { shapes: [shape], ids, build: ([x], places) => b.square(b.scatter(x as Tensor, places, 5)) };
  },
  'a dim put in': of((x) => b.square(b.insertDim(x, 1))),
  'pads and cuts of the builders': of((x) =>
    b.slice(b.pad(b.pad(x, 0, 1, 2, 3), -1, 2, 0), -1, 1, x.shape.at(-1)! + 2),
  ),
};

function reduced(draw: Draw, fn: typeof b.sum): Program {
  const shape = [2, 3, 4];
  const axes = [[0], [1], [-1], [0, 2], [2, 1], [0, 1, 2]][draw(6)] as number[];
  return { shapes: [shape], build: ([x]) => b.mul(fn(b.mul(x as Tensor, 2), ...axes), 1.5) };
}

/** A product with so many dims of each kind. */
function product(draw: Draw, batch: number, rows: number, summed: number, columns: number): Program {
  const [groups, left, inner, right] = [batch, rows, summed, columns].map((count) =>
    Array.from({ length: count }, () => 1 + draw(3)),
  ) as [number[], number[], number[], number[]];
  const shapes = [
    [...groups, ...left, ...inner],
    [...groups, ...inner, ...right],
  ];
  return { shapes, build: ([x, y]) => b.contract(x as Tensor, y as Tensor, { batch, summed }) };
}

function moved(input: Tensor, move: Move, shape: readonly number[]): Tensor {
  return { shape, type: input.type, of: { kind: 'move', move, input } };
}

describe('gradients are what small steps make of the value', () => {
  test.each(Object.entries({ ...maps, ...moves, ...others }))('%s', (_, maker) => {
    for (const seed of SEEDS) expectGradients(maker(drawFrom(seed)), seed);
  });

  test('of what a number does not depend on, or not smoothly, there is none', () => {
    const [x, y] = [b.leaf('weight', 'x', [3]), b.leaf('weight', 'y', [3])];
    for (const flat of [b.less(x, 0), b.equal(x, 0), b.sign(x), b.stop(x)])
      expect(gradients(b.sum(b.mul(flat, y)), [x, y])[0]).toBeUndefined();
  });

  test('a value that is stopped counts as a constant', () => {
    const x = b.leaf('weight', 'x', [2]);
    const [gradient] = gradients(b.sum(b.mul(x, b.stop(b.square(x)))), [x]);
    expect(evaluate([gradient as Tensor], { leaves: { x: [2, 3] } })).toEqual([Float64Array.of(4, 9)]);
  });

  test('at a tie the largest share it, and of two numbers the first has it', () => {
    const x = b.leaf('weight', 'x', [4]);
    const at = (loss: Tensor, values: readonly number[]) => {
      const [gradient] = gradients(loss, [x]);
      return Array.from(evaluate([gradient as Tensor], { leaves: { x: values } })[0] as Float64Array);
    };
    expect(at(b.largest(x), [2, 1, 2, 0])).toEqual([0.5, 0, 0.5, 0]);
    expect(at(b.sum(b.max(x, 0)), [0, 1, -1, 2])).toEqual([1, 1, 0, 1]);
    expect(at(b.sum(b.max(0, x)), [0, 1, -1, 2])).toEqual([0, 1, 0, 1]);
    expect(at(b.sum(b.min(x, 1)), [0, 1, -1, 2])).toEqual([1, 1, 1, 0]);
  });

  test('programs of ten thousand steps do not overflow the stack', () => {
    const x = b.leaf('weight', 'x', []);
    let y = x;
    for (let i = 0; i < 10_000; i++) y = b.sub(y, i % 2 === 0 ? x : b.neg(x));
    const [gradient] = gradients(b.mul(y, 3), [x]);
    expect(evaluate([gradient as Tensor], { leaves: { x: [5] } })).toEqual([Float64Array.of(3)]);
  });
});

describe('values', () => {
  const x = b.table(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3]);
  const y = b.table(Float32Array.of(1, 0, -1, 2, 10, 1), [3, 2]);
  const ids = b.iota([3], 0);
  const apart = b.slice(b.reverse(x, 1), 1, 0, 3, 2);
  test.each<[string, Tensor, number[]]>([
    ['a product of matrices', b.contract(x, y), [29, 7, 59, 16]],
    ['all of two matrices', b.contract(x, b.transpose(y), { summed: 2 }), [1 - 2 + 30 + 0 + 10 + 6]],
    ['a product for each row', b.contract(x, x, { batch: 1 }), [14, 77]],
    ['a sum over rows', b.sum(x, 0), [5, 7, 9]],
    ['a mean of each row', b.mean(x, -1), [2, 5]],
    ['the largest of all', b.largest(x), [6]],
    ['backwards by twos', apart, [3, 1, 6, 4]],
    ['a pad of sevens', b.pad(apart, 0, 1, 0, 7), [7, 7, 3, 1, 6, 4]],
    ['a permutation', b.permute(b.reshape(x, [1, 2, 3]), 2, 0, 1), [1, 4, 2, 5, 3, 6]],
    ['a column repeated', b.expand(b.slice(x, 1, 1, 2), [2, 2]), [2, 2, 5, 5]],
    ['a row repeated', b.add(x, b.slice(x, 0, 0, 1)), [2, 4, 6, 5, 7, 9]],
    ['joined along columns', b.concat([x, b.transpose(y)], 1), [1, 2, 3, 1, -1, 10, 4, 5, 6, 0, 2, 1]],
    ['rows by their ids', b.gather(y, b.reverse(ids, 0)), [10, 1, -1, 2, 1, 0]],
    ['rows added up', b.scatter(y, b.table(Float32Array.of(1, 0, 1), [3]), 3), [-1, 2, 11, 1, 0, 0]],
    ['hits of ids', b.equal(b.iota([2, 3], 1), b.iota([2, 1], 0)), [1, 0, 0, 0, 1, 0]],
    ['a choice', b.select(b.less(y, 1), -1, y), [1, -1, -1, 2, 10, 1]],
    ['known before it runs', b.mul(b.add(b.constant(2), 3), 4), [20]],
  ])('%s', (_, tensor, wanted) => {
    expect(Array.from(evaluate([tensor], { leaves: {} })[0] as Float64Array)).toEqual(wanted);
  });

  // Abramowitz and Stegun, table 7.1; erf(3.5) = 1 - erfc(3.5) and erf(6) from the same source's asymptotic series.
  test('the error function is that of the tables', () => {
    const at = [0, 0.5, -1, 2, 3, 3.5, 6];
    const wanted = [0, 0.5204998778, -0.8427007929, 0.995322265, 0.9999779095, 0.999999256902, 1];
    const points = b.leaf('input', 'at', [at.length]);
    expectNear(evaluate([b.erf(points)], { leaves: { at } })[0] as Float64Array, wanted, 'erf');
  });
});

describe('the sum of gradients', () => {
  const plain = (parts: readonly Tensor[]) => parts.slice(1).reduce(b.add, parts[0] as Tensor);
  const shapes: Readonly<Record<string, readonly number[]>> = { a: [2, 3], b: [2, 1], c: [2, 3], d: [3, 4], e: [3, 4] };
  const [a, one, c, d, e] = Object.entries(shapes).map(([name, shape]) => b.leaf('weight', name, shape)) as Tensor[];
  const [left, narrow, other, right, second] = [a, one, c, d, e] as [Tensor, Tensor, Tensor, Tensor, Tensor];
  const turned = [left, other].map((each) => b.transpose(each));
  const cases: readonly (readonly [string, readonly Tensor[], string])[] = [
    ['slices beside each other', [b.pad(narrow, 1, 3, 0), b.pad(left, 1, 0, 1)], 'concat'],
    ['three slices in any order', [b.pad(left, 1, 1, 3), b.pad(narrow, 1, 0, 6), b.pad(other, 1, 4, 0)], 'concat'],
    ['slices with a gap', [b.pad(narrow, 1, 4, 0), b.pad(left, 1, 0, 2)], 'map'],
    ['slices that overlap', [b.pad(left, 1, 0, 2), b.pad(other, 1, 2, 0)], 'map'],
    ['slices with as much overlap as gap', [b.pad(left, 1, 0, 3), b.pad(other, 1, 2, 1)], 'map'],
    ['slices along different axes', [b.pad(left, 0, 0, 1), b.pad(b.pad(narrow, 0, 1, 0), 1, 0, 2)], 'map'],
    ['a slice padded by another number', [b.pad(left, 1, 0, 1, 2), b.pad(narrow, 1, 3, 0)], 'map'],
    ['products', [b.contract(left, right), b.contract(other, second)], 'contract'],
    ['products of the same factor', [b.contract(left, right), b.contract(left, second)], 'contract'],
    ['products of transposed factors', turned.map((each) => b.contract(each, other)), 'contract'],
    ['a product and none', [b.contract(left, right), b.expand(narrow, [2, 4])], 'map'],
    ['a number alone', [left], 'leaf'],
  ];
  test.each(cases)('%s', (_, parts, kind) => {
    const leaves = Object.fromEntries(
      Object.entries(shapes).map(([name, shape], i) => [name, numbers(shape, i, -1, 1)]),
    );
    const [rewritten, added] = evaluate([total(parts), plain(parts)], { leaves }) as [Float64Array, Float64Array];
    expect(total(parts).shape).toEqual(parts[0]?.shape);
    expectNear(rewritten, added, 'sum');
    expect(total(parts).of.kind).toBe(kind);
  });

  test('halves that go their own ways come together without a sum', () => {
    for (const seed of SEEDS)
      expectGradients(
        {
          shapes: [[2, 6]],
          build: ([x]) => b.mul(b.tanh(b.slice(x as Tensor, 1, 0, 3)), b.exp(b.slice(x as Tensor, 1, 3, 6))),
        },
        seed,
      );
  });

  test('a matrix between states has the gradient of one product', () => {
    const [start, matrix] = [b.leaf('input', 'start', [2, 3]), b.leaf('weight', 'matrix', [3, 3])];
    const states = [1, 2, 3].reduce<Tensor[]>((all) => [...all, b.tanh(b.contract(all.at(-1)!, matrix))], [start]);
    const [gradient] = gradients(b.sum(b.concat(states, 0)), [matrix]);
    expect(gradient?.of.kind).toBe('contract');
    const build = ([x, w]: readonly Tensor[]) =>
      b.concat(
        [1, 2, 3].reduce<Tensor[]>((all) => [...all, b.tanh(b.contract(all.at(-1)!, w!))], [x!]),
        0,
      );
    for (const seed of SEEDS)
      expectGradients(
        {
          shapes: [
            [2, 3],
            [3, 3],
          ],
          build,
        },
        seed,
      );
  });
});
