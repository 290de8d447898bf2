/** `accumulate=`, `ema=` and `clip=` in emitted modules: what they do to the weights, by arithmetic and by comparison. */
import { describe, expect, it } from 'vitest';
import { runScript, writeProgram } from '../support/program.ts';

interface Told {
  readonly loss?: number;
  readonly weights: Readonly<Record<string, readonly number[]>>;
  readonly evaluation: readonly number[];
  readonly tensors: number;
}

const backends = ['cpu', 'wasm'];

/** Seven examples of three positions, of which some do not count: the parts of a step are of different weight. */
const x = Array.from({ length: 7 }, (_, b) => [0, 1, 2].map((t) => [Math.sin(b + t), Math.cos(3 * b - t)]));
const y = Array.from({ length: 7 }, (_, b) => [0, 1, 2].map((t) => ((b * 5 + t) % 4) - 1));

function trained(train: string, backend: string, steps = 6, given: object = { x, y }): Told[] {
  const spec = `input x[T=3, 2]\ntarget class[T] of 3\nmodel linear 4 | tanh | linear 3\n${train}`;
  const program = writeProgram(spec);
  return runScript('train-steps.mjs', program.path, JSON.stringify({ ...given, steps }), backend);
}

function largestDifference(a: Told, b: Told): number {
  const pairs = Object.entries(a.weights).flatMap(([path, values]) =>
    values.map((value, i) => Math.abs(value - b.weights[path]![i]!)),
  );
  return Math.max(...pairs);
}

describe.each(backends)('on %s', (backend) => {
  it('accumulate gives the step of all minibatches together, whatever counts in each', () => {
    const whole = trained('train adam lr=0.05', backend);
    const parts = trained('train adam lr=0.05 accumulate=3', backend);
    for (const [step, told] of parts.entries()) {
      expect(largestDifference(told, whole[step]!), `step ${step}`).toBeLessThan(1e-5);
      if (step > 0) expect(Math.abs(told.loss! - whole[step]!.loss!)).toBeLessThan(1e-5);
    }
    expect(largestDifference(parts[0]!, parts.at(-1)!)).toBeGreaterThan(0.1);
  });

  it('accumulate passes over a minibatch in which nothing counts', () => {
    const silent = { x, y: y.map((targets, b) => (b < 2 ? [-1, -1, -1] : targets)) };
    const whole = trained('train sgd', backend, 3, silent);
    const parts = trained('train sgd accumulate=3', backend, 3, silent);
    expect(largestDifference(parts.at(-1)!, whole.at(-1)!)).toBeLessThan(1e-5);
  });

  it('ema evaluates with the running mean of the weights, which begins with the first step', () => {
    const plain = trained('train sgd lr=0.5', backend);
    const told = trained('train sgd lr=0.5 ema=0.7', backend);
    let mean = told[1]!.weights;
    for (const [step, { weights, evaluation }] of told.entries()) {
      expect(weights).toEqual(plain[step]!.weights);
      if (step > 1)
        mean = Object.fromEntries(
          Object.entries(mean).map(([path, values]) => [
            path,
            values.map((v, i) => 0.7 * v + 0.3 * weights[path]![i]!),
          ]),
        );
      const used = step === 0 ? weights : mean;
      for (const [i, value] of network(used).entries()) expect(Math.abs(evaluation[i]! - value)).toBeLessThan(1e-5);
    }
    const last = network(told.at(-1)!.weights);
    expect(Math.max(...last.map((value, i) => Math.abs(value - told.at(-1)!.evaluation[i]!)))).toBeGreaterThan(1e-2);
  });

  it('clip bounds how far a step of sgd goes', () => {
    const told = trained('train sgd lr=0.5 clip=0.01', backend);
    for (const [step, { weights }] of told.slice(1).entries()) {
      const before = told[step]!.weights;
      const moves = Object.entries(weights).flatMap(([path, values]) => values.map((v, i) => v - before[path]![i]!));
      expect(Math.hypot(...moves)).toBeCloseTo(0.5 * 0.01, 5);
    }
  });

  it.each(['clip=1', 'ema=0.9', 'accumulate=2', 'clip=1 ema=0.9 accumulate=2'])('%s leaves no tensor behind', (set) => {
    const told = trained(`train adamw ${set}`, backend);
    expect(new Set(told.map(({ tensors }) => tensors)).size).toBe(1);
  });
});

/** The outputs of the network for all examples, by hand. */
function network(weights: Told['weights']): number[] {
  const [w1, b1, w2, b2] = ['linear.weight', 'linear.bias', 'linear#2.weight', 'linear#2.bias'].map(
    (path) => weights[path] as readonly number[],
  ) as [readonly number[], readonly number[], readonly number[], readonly number[]];
  const times = (row: readonly number[], matrix: readonly number[], bias: readonly number[]) =>
    bias.map((b, j) => row.reduce((sum, value, i) => sum + value * matrix[i * bias.length + j]!, b));
  return x.flat().flatMap((row) => times(times(row, w1, b1).map(Math.tanh), w2, b2));
}
