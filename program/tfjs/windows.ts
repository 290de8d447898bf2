/** Windows: the T tokens before a character, and the character itself */
import * as tf from '@tensorflow/tfjs';
import { toTokens } from './characters.ts';
import { forward, T } from './spec.ts';
import type { Arrays, Examples, Model } from './types.ts';

/** One example for each character and for the end: the T tokens before it, with 0 on the left, and the token itself. */
export function encode(documents: readonly string[]): Examples {
  const tokens = documents.map(toTokens);
  const examples = tokens.reduce((sum, document) => sum + document.length + 1, 0);
  const x = new Int32Array(examples * T);
  const y = new Int32Array(examples);
  let row = 0;
  for (const document of tokens) {
    for (let end = 0; end <= document.length; end++, row++) {
      const past = document.slice(Math.max(0, end - T), end);
      x.set(past, (row + 1) * T - past.length);
      y[row] = document[end] ?? 0;
    }
  }
  return { x, y, examples };
}

/** The examples of these rows: x int[B, T], y int[B]. */
export function examplesAt(part: Examples, rows: readonly number[]): [tf.Tensor, tf.Tensor] {
  const [x, y] = [new Int32Array(rows.length * T), new Int32Array(rows.length)];
  copyExamples(part, rows, { x, y });
  return [tf.tensor(x, [rows.length, T], 'int32'), tf.tensor(y, [rows.length], 'int32')];
}

/** Copies the examples of these rows, one after the other. */
export function copyExamples(part: Examples, rows: readonly number[], { x, y }: Arrays): void {
  for (const [i, row] of rows.entries()) {
    x.set(part.x.subarray(row * T, (row + 1) * T), i * T);
    y[i] = part.y[row] as number;
  }
}

/** The logits of the token after each line, one row after the other. */
export function nextLogits(model: Model, lines: readonly (readonly number[])[]): Float32Array {
  const x = new Int32Array(lines.length * T);
  for (const [row, line] of lines.entries()) {
    const past = line.slice(-T);
    x.set(past, (row + 1) * T - past.length);
  }
  return tf.tidy(() => forward(model, tf.tensor(x, [lines.length, T], 'int32')).dataSync() as Float32Array);
}
