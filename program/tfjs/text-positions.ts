/** Positions: T characters of a text, and at each of them the character that follows */
import * as tf from '@tensorflow/tfjs';
import { below, keyOf } from './chance.ts';
import { forward, T, V } from './spec.ts';
import type { Arrays, Examples, Model, Numbers } from './types.ts';

/** The windows of an evaluation: one after the other, so that every character but the first is predicted once. */
export function tile(tokens: Int32Array): Examples {
  const examples = tokens.length > T ? Math.ceil((tokens.length - 1) / T) : 0;
  return { x: tokens, y: tokens, examples };
}

/**
 * The windows of these rows: x int[B, T], y int[B, T]. The last is slid back; what the one before predicted is -1.
 */
export function examplesAt(part: Examples, rows: readonly number[]): [tf.Tensor, tf.Tensor] {
  const [x, y] = [new Int32Array(rows.length * T), new Int32Array(rows.length * T)];
  copyExamples(part, rows, { x, y });
  return tensors(x, y, rows.length);
}

/** Copies the windows of these rows, one after the other. */
export function copyExamples({ x: text }: Examples, rows: readonly number[], { x, y }: Arrays): void {
  const starts = rows.map((row) => Math.min(row * T, text.length - 1 - T));
  copyWindows(text, starts, { x, y });
  for (const [i, row] of rows.entries()) y.fill(-1, i * T, i * T + row * T - (starts[i] as number));
}

/** The minibatch of a step: windows from anywhere in the text. */
export function minibatch(part: Examples, size: number, seed: number, step: number): [tf.Tensor, tf.Tensor] {
  const [x, y] = [new Int32Array(size * T), new Int32Array(size * T)];
  copyMinibatch(part, { x, y, examples: size }, seed, step);
  return tensors(x, y, size);
}

/** Copies the minibatch of a step, as many examples as there is room for. */
export function copyMinibatch({ x: text }: Examples, { examples, ...to }: Examples, seed: number, step: number): void {
  const key = keyOf(seed, 'batch', 'train', step);
  const starts = Array.from({ length: examples }, (_, i) => below(key, i, text.length - T));
  copyWindows(text, starts, to);
}

function copyWindows(text: Numbers, starts: readonly number[], { x, y }: Arrays): void {
  for (const [i, start] of starts.entries()) {
    x.set(text.subarray(start, start + T), i * T);
    y.set(text.subarray(start + 1, start + T + 1), i * T);
  }
}

function tensors(x: Int32Array, y: Int32Array, rows: number): [tf.Tensor, tf.Tensor] {
  return [tf.tensor(x, [rows, T], 'int32'), tf.tensor(y, [rows, T], 'int32')];
}

/** The logits of the token after each text, one row after the other; of a long text its end is seen. */
export function nextLogits(model: Model, texts: readonly (readonly number[])[]): Float32Array {
  const x = new Int32Array(texts.length * T);
  const seen = texts.map((text) => text.slice(-T));
  for (const [row, tokens] of seen.entries()) x.set(tokens, row * T);
  return tf.tidy(() => {
    const logits = forward(model, tf.tensor(x, [texts.length, T], 'int32')).dataSync();
    const last = new Float32Array(texts.length * V);
    for (const [row, { length }] of seen.entries()) {
      const at = (row * T + length - 1) * V;
      last.set(logits.subarray(at, at + V), row * V);
    }
    return last;
  });
}
