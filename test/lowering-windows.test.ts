/** How windows become tensors: convolutions of few and of many channels, and which of equal numbers a pool takes. */
import { describe, expect, test } from 'vitest';
import type { ConvolutionOp } from '../src/ops/convolution.ts';
import type { PoolOp } from '../src/ops/pool.ts';
import { constant } from '../src/shapes/dim.ts';
import { leaf } from '../src/tensors/build.ts';
import { evaluate } from '../src/tensors/evaluate.ts';
import { expectGradients, expectNear, numbers } from './support/differences.ts';
import { lowered, outcomeOf, productsOf } from './support/lowered-op.ts';

const [one, two] = [constant(1), constant(2)];

describe('a convolution', () => {
  const [positions, taps, out] = [6, 3, 2];
  const op = (groups: number): ConvolutionOp => ({
    kind: 'convolution',
    stride: [one],
    dilation: [two],
    pads: [[two, one]],
    groups: constant(groups),
  });
  const shapes = (channels: number, groups: number) => [
    [1, positions, channels],
    [taps, channels / groups, out],
  ];

  test('of few channels is one product, and two on the way back', () => {
    expect(productsOf(op(1), shapes(63, 1))).toEqual({ forwards: 1, all: 3 });
  });

  test('of many channels is one for each tap, and two on the way back', () => {
    expect(productsOf(op(1), shapes(64, 1))).toEqual({ forwards: taps, all: 3 * taps });
  });

  test.each([1, 2])('of many channels in %i groups is what loops make of it', (groups) => {
    const channels = 64 * groups;
    const [shape, weight] = shapes(channels, groups) as [number[], number[]];
    const leaves = { x: numbers(shape, 1, -1, 1), w: numbers(weight, 2, -1, 1) };
    const [got] = evaluate([lowered(op(groups), [leaf('input', 'x', shape), leaf('weight', 'w', weight)])], { leaves });
    const wanted: number[] = [];
    // Six positions, two before and one after them, and windows over five: five places.
    for (let t = 0; t < 5; t++)
      for (let o = 0; o < out; o++) {
        let sum = 0;
        for (let tap = 0; tap < taps; tap++)
          for (let c = 0; c < 64; c++) {
            const at = t - 2 + 2 * tap;
            const channel = (groups === 2 ? o : 0) * 64 + c;
            const seen = at < 0 || at >= positions ? 0 : (leaves.x[at * channels + channel] as number);
            sum += seen * (leaves.w[(tap * 64 + c) * out + o] as number);
          }
        wanted.push(sum);
      }
    expectNear(got!, wanted, 'output');
  });

  test.each([1, 2])('of many channels in %i groups has the gradient of differences', (groups) => {
    const [shape, weight] = shapes(64 * groups, groups) as [number[], number[]];
    const small = [shape.with(1, 3), weight.with(0, 2)];
    expectGradients({ shapes: small, build: (inputs) => lowered(op(groups), inputs) }, 4);
  });
});

describe('of equal numbers the first takes the gradient', () => {
  const pool = (stride: number): PoolOp => ({
    kind: 'pool',
    fn: 'max',
    kernel: [two],
    stride: [constant(stride)],
    dilation: [one],
    pads: [[constant(0), constant(0)]],
  });

  test('of windows one after the other', () => {
    expect(outcomeOf(pool(1), [1, 4, 1], [3, 3, 1, 3], [10, 20, 40])).toEqual({ y: [3, 3, 3], dx: [10, 20, 0, 40] });
  });

  test('of windows side by side, which leave one out', () => {
    const got = outcomeOf(pool(2), [1, 5, 1], [2, 2, -1, -1, 9], [10, 20]);
    expect(got).toEqual({ y: [2, -1], dx: [10, 0, 20, 0, 0] });
  });

  test('of rows and columns, row by row', () => {
    const image: PoolOp = { ...pool(2), kernel: [two, two], stride: [two, two], dilation: [one, one], pads: 'same' };
    const x = [0, 5, 1, 1, 5, 5, 1, 1]; // [[0, 5, 1, 1], [5, 5, 1, 1]]
    expect(outcomeOf(image, [1, 2, 4, 1], x, [10, 20])).toEqual({ y: [5, 1], dx: [0, 10, 20, 0, 0, 0, 0, 0] });
  });

  test('of all that there is', () => {
    const all = outcomeOf({ kind: 'global_pool', fn: 'max', keep: false }, [2, 3, 1], [4, 7, 7, -2, -2, -3], [10, 20]);
    expect(all).toEqual({ y: [7, -2], dx: [0, 10, 0, 20, 0, 0] });
  });
});

test('padding is never the greatest', () => {
  const op: PoolOp = { kind: 'pool', fn: 'max', kernel: [two], stride: [one], dilation: [one], pads: [[one, one]] };
  expect(outcomeOf(op, [1, 2, 1], [-1, -2], [1, 1, 1])).toEqual({ y: [-1, -1, -2], dx: [2, 1] });
});
