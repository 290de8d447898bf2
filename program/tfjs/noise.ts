/** Noise: what training leaves out or adds at random */
import * as tf from '@tensorflow/tfjs';
import { keyOf, normalAt } from './chance.ts';
import { dropoutMask } from './layers.ts';
import type { Training } from './types.ts';

/** In training each example becomes 0 with probability p and the rest is divided by 1 - p (Huang et al., 2016). */
export function dropPath(x: tf.Tensor, p: number, site: string, training: Training | undefined): tf.Tensor {
  if (training === undefined) return x;
  const perExample = x.shape.map((dim, axis) => (axis === 0 ? dim : 1));
  return tf.mul(x, dropoutMask(perExample, p, site, training));
}

/** In training a number of N(0, deviation²) is added to each. */
export function addNoise(x: tf.Tensor, deviation: number, site: string, training: Training | undefined): tf.Tensor {
  if (training === undefined) return x;
  const key = keyOf(training.seed, 'noise', site, training.step);
  const values = Float32Array.from({ length: x.size }, (_, i) => deviation * normalAt(key, i));
  return tf.add(x, tf.tensor(values, x.shape));
}
