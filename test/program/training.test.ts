/** Training of the stand-in: steps, whole splits, going on from a checkpoint, and no tensor left behind. */
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { minibatch } from '../../program/tfjs/batches.ts';
import { packCheckpoint, unpackCheckpoint } from '../../program/tfjs/checkpoint.ts';
import { readData } from '../../program/tfjs/documents.ts';
import { dropout } from '../../program/tfjs/layers.ts';
import { knobs, loss } from '../../program/tfjs/spec.ts';
import { createModel, evaluate, train, trainStep } from '../../program/tfjs/training.ts';
import type { Settings } from '../../program/tfjs/types.ts';
import { encode, examplesAt } from '../../program/tfjs/windows.ts';
import { names } from '../data/names.ts';

const text = new TextEncoder().encode(names.slice(0, 2000).join('\n'));
const data = readData([{ name: 'names.txt', bytes: text }], { split: [0.8, 0.1, 0.1], splitSeed: 42 });
const settings = (steps: number): Settings => ({ ...knobs, steps });

describe.each(['cpu', 'wasm'])('%s', (backend) => {
  beforeAll(async () => {
    expect(await tf.setBackend(backend)).toBe(true);
  });
  afterEach(() => tf.disposeVariables());

  test('the loss begins near ln 27 and falls', () => {
    const losses = [...train(createModel(), data, settings(200))].map((now) => now.loss);
    expect(losses).toHaveLength(200);
    expect(Math.abs(losses[0]! - Math.log(27))).toBeLessThan(0.3);
    const late = losses.slice(-50).reduce((sum, each) => sum + each, 0) / 50;
    expect(late).toBeLessThan(losses[0]! - 0.2);
  });

  test('steps are told with their number from 1 and their rate', () => {
    const told = [...train(createModel(), data, { ...settings(5), lr: 0.25 }, 3)];
    expect(told.map(({ step, lr }) => [step, lr])).toEqual([
      [4, 0.25],
      [5, 0.25],
    ]);
  });

  test('the same seed gives the same run, another seed another', () => {
    const run = (seed: number) => [...train(createModel(seed), data, { ...settings(5), seed })].map((now) => now.loss);
    expect(run(1)).toEqual(run(1));
    expect(run(2)).not.toEqual(run(1));
  });

  test('a run that goes on from a checkpoint ends bit for bit as one that never stopped', () => {
    const [whole, first, second] = [createModel(), createModel(), createModel(7)];
    const losses = [...train(whole, data, settings(30))];
    const begun = [...train(first, data, settings(12))];
    unpackCheckpoint(second, packCheckpoint(first, {}));
    const gone = [...train(second, data, settings(30), 12)];
    expect([...begun, ...gone]).toEqual(losses);
    expect(packCheckpoint(second, {})).toEqual(packCheckpoint(whole, {}));
  });

  test('the loss of a split is the mean over all its examples, however they are cut', () => {
    const model = createModel();
    const part = encode(names.slice(0, 400));
    expect(part.examples).toBeGreaterThan(2048);
    expect(part.examples % 1024).not.toBe(0);
    const [x, y] = examplesAt(
      part,
      Array.from({ length: part.examples }, (_, i) => i),
    );
    expect(Math.abs(evaluate(model, part) - loss(model, x, y).dataSync()[0]!)).toBeLessThan(1e-5);
    tf.dispose([x, y]);
  });

  test('no tensor is left behind by steps and evaluations', () => {
    const model = createModel();
    const [x, y] = minibatch(data.train, 32, 42, 0);
    trainStep(model, x, y, 0);
    const before = tf.memory().numTensors;
    for (let step = 1; step < 5; step++) trainStep(model, x, y, step);
    for (const _ of train(model, data, settings(10), 5));
    evaluate(model, data.val);
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose([x, y]);
  });

  describe('dropout', () => {
    const ones = (n: number) => tf.ones([n / 100, 100]);
    const dropped = (p: number, site: string, step: number, n = 10_000) =>
      tf.tidy(() => [...dropout(ones(n), p, site, { seed: 42, step }).dataSync()]);

    test.each([0.1, 0.5, 0.8])('drops a share of %d and divides the rest by what is kept', (p) => {
      const n = 100_000;
      const values = dropped(p, 'dropout', 0, n);
      const zeros = values.filter((value) => value === 0).length;
      expect(Math.abs(zeros - n * p)).toBeLessThan(5 * Math.sqrt(n * p * (1 - p)));
      expect(new Set(values)).toEqual(new Set([0, Math.fround(1 / (1 - p))]));
    });

    test('depends on the site and the step, and on nothing else', () => {
      expect(dropped(0.5, 'dropout', 3)).toEqual(dropped(0.5, 'dropout', 3));
      const same = (other: number[]) => dropped(0.5, 'dropout', 3).filter((value, i) => value === other[i]).length;
      for (const other of [dropped(0.5, 'dropout', 4), dropped(0.5, 'dropout#2', 3)])
        expect(Math.abs(same(other) - 5000)).toBeLessThan(5 * Math.sqrt(10_000 / 4));
    });

    test('lets the gradient through where it let the number through', () => {
      tf.tidy(() => {
        const gradient = tf.grad((x) => dropout(x, 0.3, 'dropout', { seed: 42, step: 0 }))(ones(1000));
        expect([...gradient.dataSync()]).toEqual(dropped(0.3, 'dropout', 0, 1000));
      });
    });

    test('does nothing in evaluation', () => {
      tf.tidy(() => {
        const x = ones(1000);
        expect(dropout(x, 0.9, 'dropout', undefined)).toBe(x);
      });
    });
  });
});
