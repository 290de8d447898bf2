/** Batches: minibatches, drawn with replacement */
import type * as tf from '@tensorflow/tfjs';
import { below, keyOf } from './chance.ts';
import type { Examples } from './types.ts';
import { examplesAt } from './windows.ts';

/** The minibatch of a step. */
export function minibatch(part: Examples, size: number, seed: number, step: number): [tf.Tensor, tf.Tensor] {
  const key = keyOf(seed, 'batch', 'train', step);
  return examplesAt(
    part,
    Array.from({ length: size }, (_, i) => below(key, i, part.examples)),
  );
}
