/** Gradients: shortened where they are too long */
import * as tf from '@tensorflow/tfjs';

/** Gradients whose global norm, the length of all of them as one vector, is `longest` at the most. */
export function clip(gradients: tf.NamedTensorMap, longest: number): tf.NamedTensorMap {
  const squares = Object.values(gradients).map((gradient) => tf.sum(tf.square(gradient)));
  const factor = tf.minimum(1, tf.div(longest, tf.add(tf.sqrt(tf.addN(squares)), 1e-6)));
  return Object.fromEntries(Object.entries(gradients).map(([name, gradient]) => [name, tf.mul(gradient, factor)]));
}
