/** Batches: minibatches, drawn with replacement */
import type * as tf from '@tensorflow/tfjs';
import { below, keyOf } from './chance.ts';
import type { Examples } from './types.ts';
import { copyExamples, examplesAt } from './windows.ts';

/** The minibatch of a step. */
export function minibatch(part: Examples, size: number, seed: number, step: number): [tf.Tensor, tf.Tensor] {
  return examplesAt(part, drawnRows(part, size, seed, step));
}

/** Copies the minibatch of a step, as many examples as there is room for. */
export function copyMinibatch(part: Examples, to: Examples, seed: number, step: number): void {
  copyExamples(part, drawnRows(part, to.examples, seed, step), to);
}

function drawnRows({ examples }: Examples, size: number, seed: number, step: number): readonly number[] {
  const key = keyOf(seed, 'batch', 'train', step);
  return Array.from({ length: size }, (_, i) => below(key, i, examples));
}
