/** Rows: examples that lie one after the other in arrays */
import * as tf from '@tensorflow/tfjs';
import { sizeOf } from './chance.ts';
import { inParts, splitsOf } from './data.ts';
import { shuffled } from './shuffle.ts';
import { INPUT, TARGET } from './spec.ts';
import type { Arrays, DataSettings, Examples, Form, Numbers, Split } from './types.ts';

/** Which rows belong to each part: shuffled as Python does it, then cut. */
export function partsOf(rows: number, { split, splitSeed = 42 }: DataSettings): readonly (readonly number[])[] {
  return inParts(
    shuffled(
      Array.from({ length: rows }, (_, row) => row),
      splitSeed,
    ),
    split,
  );
}

/** The examples of each part. */
export function splitRows(
  x: Numbers,
  y: Numbers,
  parts: readonly (readonly number[])[],
  name: string,
): Readonly<Record<Split, Examples>> {
  const examples = parts.map((rows) => ({
    x: gathered(x, rows, INPUT),
    y: gathered(y, rows, TARGET),
    examples: rows.length,
  }));
  return splitsOf(examples, name);
}

/** The examples of these rows as tensors, the batch first. */
export function examplesAt({ x, y }: Examples, rows: readonly number[]): [tf.Tensor, tf.Tensor] {
  const [inputs, targets] = [gathered(x, rows, INPUT), gathered(y, rows, TARGET)];
  return [
    tf.tensor(inputs, [rows.length, ...INPUT.shape], INPUT.dtype),
    tf.tensor(targets, [rows.length, ...TARGET.shape], TARGET.dtype),
  ];
}

/** Copies the examples of these rows, one after the other. */
export function copyExamples(part: Examples, rows: readonly number[], { x, y }: Arrays): void {
  copyRows(part.x, rows, sizeOf(INPUT.shape), x);
  copyRows(part.y, rows, sizeOf(TARGET.shape), y);
}

/** Whether a number serves as one of a form: it is finite, and from 0 to 1 where the loss takes no others. */
export function isServing(value: number, { unit }: Form): boolean {
  return unit ? value >= 0 && value <= 1 : Number.isFinite(value);
}

function gathered(all: Numbers, rows: readonly number[], { shape, dtype }: Form): Numbers {
  const size = sizeOf(shape);
  const kept = dtype === 'int32' ? new Int32Array(rows.length * size) : new Float32Array(rows.length * size);
  copyRows(all, rows, size, kept);
  return kept;
}

function copyRows(all: Numbers, rows: readonly number[], size: number, to: Numbers): void {
  for (const [i, row] of rows.entries()) to.set(all.subarray(row * size, (row + 1) * size), i * size);
}
