/** Averages: running means of the weights, which evaluation and sampling take in their place */
import type * as tf from '@tensorflow/tfjs';
import type { Model } from './types.ts';

/** The model with the running means in the place of its weights. */
export function averaged(model: Model): Model {
  const running = Object.keys(model.weights).map((path) => [path, model.optimiser[`${path}.ema`] as tf.Variable]);
  return { ...model, weights: Object.fromEntries(running) };
}
