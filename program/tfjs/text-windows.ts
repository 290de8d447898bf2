/** Windows: T characters of a text, and the character that follows them */
import * as tf from '@tensorflow/tfjs';
import { forward, T } from './spec.ts';
import type { Arrays, Examples, Model } from './types.ts';

/** One example for each place of a text that has T characters before it. */
export function tile(tokens: Int32Array): Examples {
  return { x: tokens, y: tokens, examples: Math.max(0, tokens.length - T) };
}

/** The examples of these rows: x int[B, T], y int[B]. */
export function examplesAt(part: Examples, rows: readonly number[]): [tf.Tensor, tf.Tensor] {
  const [x, y] = [new Int32Array(rows.length * T), new Int32Array(rows.length)];
  copyExamples(part, rows, { x, y });
  return [tf.tensor(x, [rows.length, T], 'int32'), tf.tensor(y, [rows.length], 'int32')];
}

/** Copies the examples of these rows, one after the other. */
export function copyExamples({ x: text }: Examples, rows: readonly number[], { x, y }: Arrays): void {
  for (const [i, row] of rows.entries()) {
    x.set(text.subarray(row, row + T), i * T);
    y[i] = text[row + T] as number;
  }
}

/** The logits of the token after each text, one row after the other; what is short of T is filled up with its start. */
export function nextLogits(model: Model, texts: readonly (readonly number[])[]): Float32Array {
  const x = new Int32Array(texts.length * T);
  for (const [row, text] of texts.entries()) {
    x.fill(text[0] as number, row * T, (row + 1) * T);
    const past = text.slice(-T);
    x.set(past, (row + 1) * T - past.length);
  }
  return tf.tidy(() => forward(model, tf.tensor(x, [texts.length, T], 'int32')).dataSync() as Float32Array);
}
