/** Boxes of indices against sets of indices, listed one by one. */
import { describe, expect, it } from 'vitest';
import { type Box, whole } from '../src/fused/rewrites/box.ts';
import { afterMove, beforeMove } from '../src/fused/rewrites/box-moved.ts';
import { reshaped } from '../src/fused/rewrites/box-reshaped.ts';
import { aroundRuns, commonRun, type Run, run } from '../src/fused/rewrites/run.ts';
import { evaluate } from '../src/tensors/evaluate.ts';
import { type Move, sizeOf, type Tensor } from '../src/tensors/tensor.ts';
import { type Draw, drawFrom } from './support/differences.ts';

const SEEDS = Array.from({ length: 300 }, (_, seed) => seed);

function indicesOf({ from, size, step }: Run): number[] {
  return Array.from({ length: size }, (_, at) => from + at * step);
}

/** A run of indices below a number; now and then of none. */
function runBelow(draw: Draw, dim: number): Run {
  const step = 1 + draw(3);
  const from = draw(dim);
  return run(from, draw(12) === 0 ? 0 : 1 + draw(Math.floor((dim - 1 - from) / step) + 1), step);
}

function boxIn(draw: Draw, shape: readonly number[]): Box {
  return shape.map((dim) => (draw(2) === 0 ? run(0, dim) : runBelow(draw, dim)));
}

/** 1 for the numbers of a tensor that are in a box, and 0 for all others, in row-major order. */
function markedIn(box: Box, shape: readonly number[]): number[] {
  const sets = box.map((own) => new Set(indicesOf(own)));
  return Array.from({ length: sizeOf(shape) }, (_, place) => {
    let rest = place;
    return shape.reduceRight((inside, dim, axis) => {
      const index = rest % dim;
      rest = Math.floor(rest / dim);
      return inside && sets[axis]?.has(index) ? 1 : 0;
    }, 1);
  });
}

/** What a move makes of marks, number by number. */
function marksMoved(marks: readonly number[], from: readonly number[], move: Move, to: readonly number[]): number[] {
  const input: Tensor = { shape: from, type: 'f32', of: { kind: 'leaf', role: 'input', name: 'marks' } };
  const moved: Tensor = { shape: to, type: 'f32', of: { kind: 'move', move, input } };
  return Array.from(evaluate([moved], { leaves: { marks } })[0] as Float64Array);
}

/** Nothing is marked that is not in the box. */
function expectWithin(marks: readonly number[], box: Box, shape: readonly number[]): void {
  const inside = markedIn(box, shape);
  expect(marks.every((mark, place) => mark <= (inside[place] as number))).toBe(true);
}

interface Moving {
  readonly from: readonly number[];
  readonly move: Move;
  readonly to: readonly number[];
}

const moves: { readonly [K in Move['kind']]: (draw: Draw) => Moving } = {
  reshape: (draw) => {
    const shapes = [[12], [3, 4], [2, 6], [2, 2, 3], [1, 12, 1], [4, 3], [2, 3, 1, 2]];
    const [from, to] = [shapes[draw(7)], shapes[draw(7)]] as [number[], number[]];
    return { from, move: { kind: 'reshape' }, to };
  },
  permute: (draw) => {
    const order = [
      [1, 2, 0],
      [2, 0, 1],
      [0, 2, 1],
    ][draw(3)] as number[];
    return { from: [2, 3, 5], move: { kind: 'permute', order }, to: order.map((axis) => [2, 3, 5][axis] as number) };
  },
  expand: () => ({ from: [1, 4], move: { kind: 'expand' }, to: [3, 4] }),
  slice: (draw) => {
    const step = (1 + draw(3)) * (draw(2) === 0 ? 1 : -1);
    const size = 1 + draw(4);
    const reach = (size - 1) * Math.abs(step);
    const first = draw(12 - reach);
    return { from: [12], move: { kind: 'slice', from: [step > 0 ? first : first + reach], step: [step] }, to: [size] };
  },
  pad: (draw) => {
    const before = draw(3);
    return { from: [5], move: { kind: 'pad', before: [before], value: 0 }, to: [5 + before + draw(3)] };
  },
};

describe('runs', () => {
  it('have in common what is in both', () => {
    for (const seed of SEEDS) {
      const draw = drawFrom(seed);
      const [a, b] = [runBelow(draw, 20), runBelow(draw, 20)];
      const both = new Set(indicesOf(b));
      expect(indicesOf(commonRun(a, b))).toEqual(indicesOf(a).filter((index) => both.has(index)));
    }
  });

  it('are around two others with no larger step than needed', () => {
    expect(aroundRuns(run(15, 1), run(11, 1))).toEqual(run(11, 2, 4));
    expect(aroundRuns(run(11, 2, 4), run(9, 2, 4))).toEqual(run(9, 4, 2));
    expect(aroundRuns(run(0, 3, 2), run(1, 1))).toEqual(run(0, 5));
    expect(aroundRuns(run(0, 0), run(4, 2, 3))).toEqual(run(4, 2, 3));
    for (const seed of SEEDS) {
      const draw = drawFrom(seed);
      const [a, b] = [runBelow(draw, 20), runBelow(draw, 20)];
      const all = [...indicesOf(a), ...indicesOf(b)];
      expect(indicesOf(aroundRuns(a, b))).toEqual(expect.arrayContaining(all));
    }
  });
});

describe.each(Object.entries(moves))('boxes and %s', (_, made) => {
  it('go where the numbers go', () => {
    for (const seed of SEEDS) {
      const draw = drawFrom(seed);
      const { from, move, to } = made(draw);
      const box = boxIn(draw, from);
      expectWithin(marksMoved(markedIn(box, from), from, move, to), afterMove(move, box, { from, to }), to);
    }
  });

  it('come from where the numbers come from', () => {
    for (const seed of SEEDS) {
      const draw = drawFrom(seed);
      const { from, move, to } = made(draw);
      const box = boxIn(draw, to);
      const before = beforeMove(move, box, { from, to });
      // Where nothing but what is needed is marked, all of the box is marked but for the zeros of a pad.
      const reached = marksMoved(markedIn(before, from), from, move, to);
      const there = marksMoved(markedIn(whole(from), from), from, move, to);
      const wanted = markedIn(box, to).map((mark, place) => mark * (there[place] as number));
      expect(wanted.every((mark, place) => mark <= (reached[place] as number))).toBe(true);
    }
  });
});

describe('a box in another shape', () => {
  it.each<[string, Box, readonly number[], readonly number[], Box]>([
    ['rows', [run(1, 2), run(0, 4)], [3, 4], [12], [run(4, 8)]],
    ['rows apart', [run(8, 4)], [12], [3, 4], [run(2, 1), run(0, 4)]],
    ['every other number', [run(1, 6, 2)], [12], [3, 4], [run(0, 3), run(1, 2, 2)]],
    ['one of two', [run(0, 6), run(1, 1)], [6, 2], [12], [run(1, 6, 2)]],
    ['a head of some', [run(3, 1), run(4, 4)], [5, 8], [5, 2, 4], [run(3, 1), run(1, 1), run(0, 4)]],
    ['what makes no box', [run(0, 3), run(0, 2)], [3, 4], [12], [run(0, 12)]],
    ['nothing', [run(0, 3), run(0, 0)], [3, 4], [12], [run(0, 0)]],
  ])('%s', (_, box, from, to, wanted) => {
    expect(reshaped(box, from, to)).toEqual(wanted);
  });

  it('is itself when it comes back', () => {
    for (const seed of SEEDS) {
      const draw = drawFrom(seed);
      const { from, to } = moves.reshape(draw);
      const there = reshaped(boxIn(draw, from), from, to);
      const back = reshaped(there, to, from);
      expect(reshaped(back, from, to)).toEqual(there);
      expect(markedIn(back, from)).toEqual(markedIn(there, to));
    }
  });
});
