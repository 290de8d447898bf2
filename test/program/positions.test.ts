/** What a model with an output at every position sees of a line, and which of its outputs counts. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test, vi } from 'vitest';
import { nextLogits } from '../../program/tfjs/positions.ts';
import type { Model } from '../../program/tfjs/types.ts';

/** A stand-in whose logits at a position are its number, its token, and zeros. */
vi.mock('../../program/tfjs/spec.ts', async (original) => {
  const forward = (_: Model, tokens: tf.Tensor) => {
    const [rows, T] = tokens.shape as [number, number];
    const numbers = tf.tile(tf.range(0, T).reshape([1, T, 1]), [rows, 1, 1]);
    return tf.concat([numbers, tokens.toFloat().expandDims(2), tf.zeros([rows, T, 25])], 2);
  };
  return { ...(await original<object>()), forward };
});

beforeAll(() => tf.setBackend('cpu'));

test('0 and the tokens of a line from the left; of a long line the last T', () => {
  const lines = [[], [5], [6, 7], [8, 9, 10], [9, 1, 2, 3]];
  const before = tf.memory().numTensors;
  const logits = nextLogits({ weights: {}, buffers: {}, optimiser: {} }, lines);
  const rows = lines.map((_, row) => [...logits.subarray(row * 27, row * 27 + 3)]);
  expect(rows).toEqual([
    [0, 0, 0],
    [1, 5, 0],
    [2, 7, 0],
    [2, 10, 0],
    [2, 3, 0],
  ]);
  expect(tf.memory().numTensors).toBe(before);
});
