/** Sequences: what looks along the positions of [B, T, C] */
import * as tf from '@tensorflow/tfjs';
import { withGradient } from './layers.ts';

/** At each position the mean of x up to it: a product with a triangle, whose row t holds t + 1 shares. */
export function causalMean(x: tf.Tensor): tf.Tensor {
  const positions = x.shape[1] as number;
  const shares = Float32Array.from({ length: positions ** 2 }, (_, i) => {
    const [row, column] = [Math.floor(i / positions), i % positions];
    return column <= row ? 1 / (row + 1) : 0;
  });
  return withGradient((input, save) => {
    const triangle = tf.tensor(shares, [1, positions, positions]);
    (save as tf.GradSaveFunc)([triangle]);
    return {
      value: tf.matMul(triangle, input as tf.Tensor),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.matMul(tf.transpose(saved[0] as tf.Tensor, [0, 2, 1]), dy),
    };
  })(x);
}
