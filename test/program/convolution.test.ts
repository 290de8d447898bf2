/** Convolutions and pools of emitted programs against their formulas in plain loops, with all settings, on both backends. */
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, test } from 'vitest';
import { conv, convTranspose } from '../../program/tfjs/convolution.ts';
import { avgPool, globalMaxPool, maxPool } from '../../program/tfjs/pooling.ts';
import { pixelShuffle, upsample } from '../../program/tfjs/resizing.ts';
import type { ConvTransposeOptions } from '../../program/tfjs/sliding.ts';
import { type Drawn, draw, drawConvolution, type Term } from '../support/plain-convolution.ts';

const COUNT = 120;

describe.each(['cpu', 'wasm'])('%s', (backend) => {
  beforeAll(async () => {
    expect(await tf.setBackend(backend)).toBe(true);
  });

  test(`${COUNT} convolutions of all kinds`, () => {
    for (let seed = 0; seed < COUNT; seed++) {
      const { low, high, weight, options, terms } = drawConvolution(seed);
      expectLinear(conv, { x: low, y: high, weight, options, terms });
    }
  });

  test(`${COUNT} transposed convolutions of all kinds`, () => {
    for (let seed = COUNT; seed < 2 * COUNT; seed++) {
      const { low, high, weight, options, outputPadding, terms } = drawConvolution(seed);
      const turned = terms.map(([y, w, x]): Term => [x, w, y]);
      expectLinear(convTranspose, { x: high, y: low, weight, options: { ...options, outputPadding }, terms: turned });
    }
  });

  test('same padding is that of TensorFlow, the odd one after', () => {
    for (const [stride, k, dilation, before, after] of [
      [1, 4, 1, 1, 2],
      [2, 3, 1, 0, 1],
      [3, 2, 1, 0, 0],
      [1, 2, 3, 1, 2],
    ] as const) {
      const [x, weight] = [tf.tensor(draw(1, 32), [2, 8, 2]), tf.tensor(draw(2, k * 6), [k, 2, 3])];
      const same = conv(x, weight, undefined, { stride, dilation, padding: 'same' });
      const stated = conv(x, weight, undefined, { stride, dilation, padding: [[before, after]] });
      expect(same.shape).toEqual([2, Math.ceil(8 / stride), 3]);
      expectNear(same, [...stated.dataSync()], 'same');
    }
  });

  test('same padding of a transposed convolution gives n * stride, and is that of the convolution back', () => {
    const [x, weight] = [tf.tensor(draw(1, 20), [2, 5, 2]), tf.tensor(draw(2, 18), [3, 3, 2])];
    const up = convTranspose(x, weight, undefined, { stride: 2, padding: 'same' });
    expect(up.shape).toEqual([2, 10, 3]);
    const stated = convTranspose(x, weight, undefined, { stride: 2, padding: [[0, 1]], outputPadding: 0 });
    expectNear(up, [...stated.dataSync()], 'same');
  });

  test('of equal numbers the first one, row by row, takes the gradient', () => {
    const x = tf.tensor([1, 1, 0, -2, 1, 1, -2, -2, 3, 4, -5, -5, 4, 4, -5, -5], [1, 4, 4, 1]);
    const dy = tf.tensor([10, 20, 30, 40], [1, 2, 2, 1]);
    const [dx] = tf.grads((a) => tf.sum(tf.mul(maxPool(a as tf.Tensor, 2), dy)))([x]) as [tf.Tensor];
    expect([...maxPool(x, 2).dataSync()]).toEqual([1, 0, 4, -5]);
    expect([...dx.dataSync()]).toEqual([10, 0, 20, 0, 0, 0, 0, 0, 0, 30, 40, 0, 0, 0, 0, 0]);
  });

  test('windows that overlap add up their gradients, and padding is never the greatest', () => {
    const x = tf.tensor([-3, -1, -2], [1, 3, 1]);
    const pooled = (a: tf.Tensor) => maxPool(a, 3, { stride: 1, padding: 1 });
    expect([...pooled(x).dataSync()]).toEqual([-1, -1, -1]);
    const [dx] = tf.grads((a) => tf.sum(pooled(a as tf.Tensor)))([x]) as [tf.Tensor];
    expect([...dx.dataSync()]).toEqual([0, 3, 0]);
  });

  test('a window of one takes every second number', () => {
    const x = tf.tensor([1, -2, 3, -4, 5], [1, 5, 1]);
    const pooled = (a: tf.Tensor) => maxPool(a, 1, { stride: 2 });
    expect([...pooled(x).dataSync()]).toEqual([1, 3, 5]);
    const [dx] = tf.grads((a) => tf.sum(pooled(a as tf.Tensor)))([x]) as [tf.Tensor];
    expect([...dx.dataSync()]).toEqual([1, 0, 1, 0, 1]);
  });

  test('the greatest of all takes its gradient once', () => {
    const x = tf.tensor([-1, -1, -1, -7, -3, -9], [1, 3, 2]);
    const [dx] = tf.grads((a) => tf.sum(globalMaxPool(a as tf.Tensor)))([x]) as [tf.Tensor];
    expect([...globalMaxPool(x, true).dataSync()]).toEqual([-1, -1]);
    expect([...dx.dataSync()]).toEqual([1, 1, 0, 0, 0, 0]);
  });

  test('padding counts as zeros in a mean', () => {
    const x = tf.tensor([3, 6, 9], [1, 3, 1]);
    const pooled = (a: tf.Tensor) => avgPool(a, 3, { stride: 1, padding: 1 });
    expectNear(pooled(x), [3, 6, 5], 'means');
    const [dx] = tf.grads((a) => tf.sum(pooled(a as tf.Tensor)))([x]) as [tf.Tensor];
    expectNear(dx, [2 / 3, 1, 2 / 3], 'gradient');
  });

  test('upsampling repeats, or draws lines between the middles', () => {
    const x = tf.tensor([0, 4], [1, 2, 1]);
    expectNear(upsample(x, 2), [0, 0, 4, 4], 'nearest');
    // PyTorch: F.interpolate(x, scale_factor=4, mode='linear'): middles at ±1/8 and ±3/8.
    expectNear(upsample(x, 4, 'bilinear'), [0, 0, 0.5, 1.5, 2.5, 3.5, 4, 4], 'bilinear');
    const [dx] = tf.grads((a) => tf.sum(upsample(a as tf.Tensor, 4, 'bilinear')))([x]) as [tf.Tensor];
    expectNear(dx, [4, 4], 'gradient');
    const image = tf.tensor([1, 2, 3, 4], [1, 2, 2, 1]);
    expectNear(upsample(image, 2), [1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4], 'image');
    const rows = [1, 1.25, 1.75, 2, 1.5, 1.75, 2.25, 2.5, 2.5, 2.75, 3.25, 3.5, 3, 3.25, 3.75, 4];
    expectNear(upsample(image, 2, 'bilinear'), rows, 'bilinear image');
  });

  test('pixels are shuffled as in PyTorch, the channel outermost', () => {
    const x = tf.tensor([0, 1, 2, 3, 10, 11, 12, 13], [1, 1, 1, 8]);
    const y = pixelShuffle(x, 2);
    expect(y.shape).toEqual([1, 2, 2, 2]);
    expect([...y.dataSync()]).toEqual([0, 10, 1, 11, 2, 12, 3, 13]);
  });
});

interface Linear extends Pick<Drawn, 'terms' | 'weight'> {
  readonly options: ConvTransposeOptions;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

type Layer = (x: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor, options: ConvTransposeOptions) => tf.Tensor;

/** y = sum of weight * x over the terms, plus bias; every gradient is a sum over the same terms. */
function expectLinear(layer: Layer, { x, y, weight, options, terms }: Linear): void {
  tf.tidy(() => {
    const [xs, ws, bs, ds] = [x, weight, y.slice(-1), y].map((dims, i) => draw(i, size(dims))) as number[][];
    const out = y.at(-1) as number;
    const want = ds!.map((_, i) => bs![i % out]!);
    const [dx, dw, db] = [x, weight, [out]].map((dims) => Array.from({ length: size(dims) }, () => 0)) as number[][];
    for (const [i, j, k] of terms) {
      want[i]! += ws![j]! * xs![k]!;
      dx![k]! += ds![i]! * ws![j]!;
      dw![j]! += ds![i]! * xs![k]!;
    }
    for (const [i, d] of ds!.entries()) db![i % out]! += d;
    const gradients = [dx, dw, db];
    const given = [tf.tensor(xs!, [...x]), tf.tensor(ws!, [...weight]), tf.tensor(bs!, [out])];
    const run = (...all: tf.Tensor[]) => layer(all[0]!, all[1]!, all[2]!, options);
    const text = JSON.stringify({ x, weight, y, ...options });
    const got = run(...given);
    expect(got.shape, text).toEqual(y);
    expectNear(got, want, `output ${text}`);
    const grads = tf.grads((...all) => tf.sum(tf.mul(run(...(all as tf.Tensor[])), tf.tensor(ds!, [...y]))))(given);
    for (const [i, gradient] of grads.entries()) expectNear(gradient, gradients[i]!, `gradient ${i} ${text}`);
  });
}

function size(dims: readonly number[]): number {
  return dims.reduce((all, dim) => all * dim, 1);
}

function expectNear(got: tf.Tensor, want: readonly number[], text: string): void {
  const numbers = got.dataSync();
  expect(numbers.length, text).toBe(want.length);
  const worst = want.reduce((most, value, i) => Math.max(most, Math.abs(value - (numbers[i] as number))), 0);
  expect(numbers.every(Number.isFinite), text).toBe(true);
  expect(worst, text).toBeLessThan(1e-4);
}
