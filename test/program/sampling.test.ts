/** Sampling: how a token is drawn, and lines of the stand-in's model. */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CHARACTERS } from '../../program/tfjs/characters.ts';
import { draw } from '../../program/tfjs/drawing.ts';
import { sample } from '../../program/tfjs/sampling.ts';
import { createModel } from '../../program/tfjs/training.ts';
import { nextLogits } from '../../program/tfjs/windows.ts';

beforeAll(() => tf.setBackend('cpu'));
afterEach(() => tf.disposeVariables());

/** Logits whose softmax is 1/8, 1/2, 1/8, 1/4. */
const logits = Float32Array.of(0, Math.log(4), 0, Math.log(2));

describe('draw', () => {
  test.each([
    [0, 0],
    [0.124, 0],
    [0.126, 1],
    [0.624, 1],
    [0.626, 2],
    [0.749, 2],
    [0.751, 3],
    [1 - 2 ** -24, 3],
  ])('u = %d falls to token %i', (u, token) => {
    expect(draw(logits, 1, u)).toBe(token);
  });

  test('a low temperature takes the likeliest, a high one spreads evenly', () => {
    const us = Array.from({ length: 100 }, (_, i) => (i + 0.5) / 100);
    expect(new Set(us.map((u) => draw(logits, 1e-6, u)))).toEqual(new Set([1]));
    const spread = us.map((u) => draw(logits, 1e9, u));
    expect([0, 1, 2, 3].map((token) => spread.filter((drawn) => drawn === token).length)).toEqual([25, 25, 25, 25]);
  });

  test('at temperature 2 the roots of the probabilities decide', () => {
    const weights = [1, 2, 1, Math.SQRT2];
    const first = weights[0]! / weights.reduce((sum, weight) => sum + weight, 0);
    expect(draw(logits, 2, first - 1e-6)).toBe(0);
    expect(draw(logits, 2, first + 1e-6)).toBe(1);
  });

  test('large and equal logits, and a token that cannot be', () => {
    expect(draw(Float32Array.of(1e30, 1e30), 1, 0.49)).toBe(0);
    expect(draw(Float32Array.of(1e30, 1e30), 1, 0.51)).toBe(1);
    expect(draw(Float32Array.of(Number.NEGATIVE_INFINITY, 0), 1, 0)).toBe(1);
  });

  test('the shares come out as the softmax says', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 6 }), (all) => {
        const n = 4096;
        const drawn = Array.from({ length: n }, (_, i) => draw(Float32Array.from(all), 1, (i + 0.5) / n));
        const total = all.reduce((sum, logit) => sum + Math.exp(logit), 0);
        for (const [token, logit] of all.entries()) {
          const share = drawn.filter((each) => each === token).length / n;
          expect(Math.abs(share - Math.exp(logit) / total)).toBeLessThan(2 / n);
        }
      }),
    );
  });
});

describe('lines', () => {
  test('are the same for the same seed, begin with the prompt, and do not change when more are asked for', () => {
    const model = createModel(1);
    const three = sample(model, { n: 3, seed: 7 });
    expect(sample(model, { n: 5, seed: 7 }).slice(0, 3)).toEqual(three);
    expect(sample(model, { n: 3, seed: 8 })).not.toEqual(three);
    const prompted = sample(model, { n: 20, seed: 7, prompt: 'an' });
    expect(prompted.every((line) => line.startsWith('an'))).toBe(true);
    expect(new Set(prompted).size).toBeGreaterThan(1);
    expect([...prompted, ...three].join('')).not.toContain(CHARACTERS[0]);
  });

  test('end when the model says so, at the latest after 1,000 characters', () => {
    const model = createModel(1);
    model.weights['linear.weight']!.assign(tf.zeros([12, 27]));
    const only = (token: number) =>
      model.weights['linear.bias']!.assign(tf.oneHot(token, 27).toFloat().mul(1e4) as tf.Tensor1D);
    only(0);
    expect(sample(model, { n: 2, seed: 1 })).toEqual(['', '']);
    only(1);
    expect(sample(model, { n: 1, seed: 1 })).toEqual(['a'.repeat(1000)]);
  });

  test('leave no tensor behind', () => {
    const model = createModel(1);
    const before = tf.memory().numTensors;
    sample(model, { n: 4, seed: 7 });
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('what the model sees of a line', () => {
  test('windows: its last tokens, with 0 on the left', () => {
    const model = createModel(1);
    const [short, long] = [nextLogits(model, [[5]]), nextLogits(model, [[9, 1, 2, 3]])];
    expect(nextLogits(model, [[5], [9, 1, 2, 3], [1, 2, 3]])).toEqual(Float32Array.of(...short, ...long, ...long));
  });
});
