/** Positions: T tokens, and at each of them the token that follows */
import * as tf from '@tensorflow/tfjs';
import { toTokens } from './characters.ts';
import { forward, T, V } from './spec.ts';
import type { Arrays, Examples, Model } from './types.ts';

/**
 * x = [0, characters], y = [characters, 0], and -1 where nothing is to be predicted. A document that does not fit has
 * further windows; the last is slid back so that it is full, and what an earlier one predicted is -1 in it.
 */
export function encode(documents: readonly string[]): Examples {
  const tokens = documents.map(toTokens);
  const examples = tokens.reduce((sum, document) => sum + Math.ceil((document.length + 1) / T), 0);
  const x = new Int32Array(examples * T);
  const y = new Int32Array(examples * T).fill(-1);
  let row = 0;
  for (const document of tokens) {
    const length = document.length + 1;
    for (let done = 0; done < length; done += T, row++) {
      const start = Math.max(0, Math.min(done, length - T));
      for (let i = 0; i < T && start + i < length; i++) {
        x[row * T + i] = document[start + i - 1] ?? 0;
        if (start + i >= done) y[row * T + i] = document[start + i] ?? 0;
      }
    }
  }
  return { x, y, examples };
}

/** The examples of these rows: x int[B, T], y int[B, T]. */
export function examplesAt(part: Examples, rows: readonly number[]): [tf.Tensor, tf.Tensor] {
  const [x, y] = [new Int32Array(rows.length * T), new Int32Array(rows.length * T)];
  copyExamples(part, rows, { x, y });
  return [tf.tensor(x, [rows.length, T], 'int32'), tf.tensor(y, [rows.length, T], 'int32')];
}

/** Copies the examples of these rows, one after the other. */
export function copyExamples(part: Examples, rows: readonly number[], { x, y }: Arrays): void {
  for (const [i, row] of rows.entries()) {
    x.set(part.x.subarray(row * T, (row + 1) * T), i * T);
    y.set(part.y.subarray(row * T, (row + 1) * T), i * T);
  }
}

/** The logits of the token after each line, one row after the other; the window of a long line is slid to its end. */
export function nextLogits(model: Model, lines: readonly (readonly number[])[]): Float32Array {
  const x = new Int32Array(lines.length * T);
  const seen = lines.map((line) => [0, ...line].slice(-T));
  for (const [row, tokens] of seen.entries()) x.set(tokens, row * T);
  return tf.tidy(() => {
    const logits = forward(model, tf.tensor(x, [lines.length, T], 'int32')).dataSync();
    const last = new Float32Array(lines.length * V);
    for (const [row, { length }] of seen.entries()) {
      const at = (row * T + length - 1) * V;
      last.set(logits.subarray(at, at + V), row * V);
    }
    return last;
  });
}
