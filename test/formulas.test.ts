/** Layers without goldens against their formulas in plain numbers, and gradients against differences of the formulas. */
import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { hash } from '../src/chance/hash.ts';
import { type GoldenModel, goldenModel, gradientsOf, outputOf, STEP, tensorOf } from './support/golden-model.ts';
import { expectClose, type Numbers } from './support/goldens.ts';
import { onBackends } from './support/on-backends.ts';

/** What a layer makes of all numbers of an input with C channels, and of its weights by name. */
type Formula = (x: readonly number[], weights: Weights) => number[];
type Weights = Readonly<Record<string, readonly number[]>>;

interface Case {
  readonly stack: string;
  readonly shape: readonly number[];
  readonly weights: readonly string[];
  readonly formula: Formula;
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, v) => sum + v, 0) / numbers.length;
const sigmoid = (v: number) => 1 / (1 + Math.exp(-v));
const each =
  (f: (v: number) => number): Formula =>
  (x) =>
    x.map((v) => f(v));

/** Halves of rows of four channels. */
const halves =
  (f: (a: number, b: number) => number): Formula =>
  (x) =>
    x.flatMap((a, i) => (i % 4 < 2 ? [f(a, x[i + 2] as number)] : []));

/** (x - mean) / sqrt(var + eps), where numbers of the same key are taken together, then weight and bias of 4 channels. */
const normed =
  (keyOf: (index: number) => number, eps: number, isCentred = true): Formula =>
  (x, { weight, bias }) =>
    x.map((v, i) => {
      const own = x.filter((_, j) => keyOf(j) === keyOf(i));
      const middle = isCentred ? mean(own) : 0;
      const variance = mean(own.map((each) => (each - middle) ** 2));
      const h = (v - middle) / Math.sqrt(variance + eps);
      return h * (weight?.[i % 4] ?? 1) + (bias?.[i % 4] ?? 0);
    });

const cases: readonly Case[] = [
  { stack: 'relu6', shape: [4, 6], weights: [], formula: each((v) => Math.min(Math.max(v, 0), 6)) },
  { stack: 'relu 0.5', shape: [4, 6], weights: [], formula: each((v) => Math.min(Math.max(v, 0), 0.5)) },
  { stack: 'leaky_relu 0.3', shape: [4, 6], weights: [], formula: each((v) => (v > 0 ? v : 0.3 * v)) },
  { stack: 'elu 0.7', shape: [4, 6], weights: [], formula: each((v) => (v > 0 ? v : 0.7 * Math.expm1(v))) },
  { stack: 'glu', shape: [2, 3, 4], weights: [], formula: halves((a, b) => a * sigmoid(b)) },
  { stack: 'swiglu', shape: [2, 3, 4], weights: [], formula: halves((a, b) => a * sigmoid(a) * b) },
  { stack: 'scale', shape: [2, 3, 4], weights: ['weight'], formula: (x, w) => x.map((v, i) => v * w.weight![i % 4]!) },
  { stack: 'shift', shape: [2, 3, 4], weights: ['bias'], formula: (x, w) => x.map((v, i) => v + w.bias![i % 4]!) },
  {
    stack: 'ln bias=false eps=0.01',
    shape: [2, 2, 3, 4],
    weights: ['weight'],
    formula: normed((i) => Math.floor(i / 4), 0.01),
  },
  { stack: 'ln affine=false', shape: [3, 4], weights: [], formula: normed((i) => Math.floor(i / 4), 1e-5) },
  {
    stack: 'rmsnorm eps=0.1',
    shape: [3, 4],
    weights: ['weight'],
    formula: normed((i) => Math.floor(i / 4), 0.1, false),
  },
  {
    stack: 'groupnorm 2',
    shape: [2, 2, 3, 4],
    weights: ['weight', 'bias'],
    formula: normed((i) => 2 * Math.floor(i / 24) + Math.floor((i % 4) / 2), 1e-5),
  },
  {
    stack: 'groupnorm 2 affine=false',
    shape: [2, 2, 3, 4],
    weights: [],
    formula: normed((i) => 2 * Math.floor(i / 24) + Math.floor((i % 4) / 2), 1e-5),
  },
  {
    stack: 'groupnorm 4 eps=0.01',
    shape: [2, 3, 4],
    weights: ['weight', 'bias'],
    formula: normed((i) => 4 * Math.floor(i / 12) + (i % 4), 0.01),
  },
  {
    stack: 'groupnorm 1',
    shape: [3, 4],
    weights: ['weight', 'bias'],
    formula: normed((i) => Math.floor(i / 4), 1e-5),
  },
];

/** Evenly in ±bound, the same for each seed. */
function numbers(shape: readonly number[], seed: number, bound: number): Numbers {
  const size = shape.reduce((product, dim) => product * dim, 1);
  const data = Array.from({ length: size }, (_, i) => Math.fround(bound * (2 * (hash(seed, i) / 2 ** 32) - 1)));
  return { shape, dtype: 'float32', data };
}

/** How fast f grows with each number, by differences to both sides. */
function slopes(f: (x: readonly number[]) => number, at: readonly number[]): number[] {
  const step = 1e-4;
  return at.map((v, i) => (f(at.with(i, v + step)) - f(at.with(i, v - step))) / (2 * step));
}

onBackends(() => {
  test.each(cases)('$stack on $shape', ({ stack, shape, weights, formula }) => {
    const input = numbers(shape, 1, 8);
    const own = Object.fromEntries(weights.map((name, i) => [name, numbers([4], i + 2, 2)]));
    const plain = Object.fromEntries(Object.entries(own).map(([name, { data }]) => [name, data]));
    const made = goldenModel(stack, input, undefined, own, {});
    const x = tf.variable(tensorOf(input));
    const want = formula(input.data, plain);
    const upstream = numbers(outputOf(made, x, STEP).shape, 9, 1);
    const variables = [x, ...weights.map((name) => made.model.weights[`${stack.split(' ')[0]}.${name}`]!)];
    const { output, grads } = gradientsOf(() => outputOf(made, x, STEP), upstream, variables);
    expectClose(output, want, 'output');
    const weighed = (y: readonly number[]) => y.reduce((sum, v, i) => sum + v * upstream.data[i]!, 0);
    expectClose(
      grads[0]!,
      slopes((v) => weighed(formula(v, plain)), input.data),
      'gradient of the input',
    );
    for (const [i, name] of weights.entries()) {
      const along = slopes((v) => weighed(formula(input.data, { ...plain, [name]: v })), plain[name]!);
      expectClose(grads[i + 1]!, along, `gradient of ${name}`);
    }
  });

  // As PyTorch has them: hardtanh_backward, leaky_relu_backward and elu_backward compare with <= and >=.
  test.each([
    ['relu6', [0, 6], [0, 0]],
    ['leaky_relu 0.3', [0], [0.3]],
    ['elu 0.7', [0], [0.7]],
  ])('%s has the slope of one side where it bends', (stack, at, want) => {
    const column: Numbers = { shape: [at.length, 1], dtype: 'float32', data: at };
    const made = goldenModel(stack, column, undefined, {}, {});
    const x = tf.variable(tensorOf(column));
    const { grads } = gradientsOf(() => outputOf(made, x, STEP), { ...column, data: at.map(() => 1) }, [x]);
    expectClose(grads[0]!, want, 'slope');
  });

  test('drop_path drops whole examples, makes up for them, and passes gradients where it passed numbers', () => {
    const input = numbers([400, 3, 2], 1, 1);
    const made = goldenModel('drop_path 0.25', input, undefined, {}, {});
    const x = tf.variable(tensorOf(input));
    const ones = { ...input, data: input.data.map(() => 1) };
    const { output, grads } = gradientsOf(() => outputOf(made, x, STEP), ones, [x]);
    const factors = grads[0]!;
    expectClose(
      output,
      input.data.map((v, i) => v * factors[i]!),
      'output',
    );
    for (let i = 0; i < factors.length; i += 6) expect(new Set(factors.slice(i, i + 6)).size).toBe(1);
    expect([...new Set(factors)].sort()).toEqual([0, Math.fround(1 / 0.75)]);
    // 300 of 400 are expected to stay; nine deviations of sqrt(400 · 0.25 · 0.75) to either side are 78.
    const kept = factors.filter((factor) => factor > 0).length / 6;
    expect(Math.abs(kept - 300)).toBeLessThan(78);
    expectSeeded(made, x, input);
  });

  test('noise adds numbers of N(0, std²), and passes gradients on', () => {
    const input = numbers([200, 50], 1, 1);
    const made = goldenModel('noise 0.5', input, undefined, {}, {});
    const x = tf.variable(tensorOf(input));
    const ones = { ...input, data: input.data.map(() => 1) };
    const { output, grads } = gradientsOf(() => outputOf(made, x, STEP), ones, [x]);
    const added = output.map((v, i) => v - input.data[i]!);
    // Of 10,000 numbers: the mean is within 0.5 / 100 · 6, the mean square 0.25 within 0.25 · sqrt(2 / 10,000) · 6.
    expect(Math.abs(mean(added))).toBeLessThan(0.03);
    expect(Math.abs(mean(added.map((v) => v * v)) - 0.25)).toBeLessThan(0.0213);
    expect(new Set(grads[0]).size).toBe(1);
    expect(grads[0]![0]).toBe(1);
    expectSeeded(made, x, input);
  });
});

/** Nothing in evaluation; in training the same at the same step, and something else at the next. */
function expectSeeded(made: GoldenModel, x: tf.Tensor, input: Numbers): void {
  expect([...outputOf(made, x, undefined).dataSync()]).toEqual(input.data);
  const [first, again, next] = [STEP, STEP, { ...STEP, step: STEP.step + 1 }].map((step) => [
    ...outputOf(made, x, step).dataSync(),
  ]);
  expect(again).toEqual(first);
  expect(next).not.toEqual(first);
}
