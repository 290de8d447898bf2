/** Training: gradients by the tape of TensorFlow.js, the update above, losses over whole splits */
import * as tf from '@tensorflow/tfjs';
import { minibatch } from './batches.ts';
import { variables } from './chance.ts';
import { buffers, CHUNK, knobs, learningRate, loss, optimiserState, update, weights } from './spec.ts';
import type { Data, Examples, Model, Numbers, Progress, Settings, StepSettings } from './types.ts';
import { examplesAt } from './windows.ts';

/** A model with its first weights. */
export function createModel(seed: number = knobs.seed): Model {
  return {
    weights: variables(weights, seed),
    buffers: variables(buffers, seed),
    optimiser: variables(optimiserState(), seed),
  };
}

/**
 * One step on a minibatch: gradients, update, and the loss before the update. Steps count from 0. Where the loss is not
 * finite, nothing is updated.
 */
export function trainStep(
  model: Model,
  x: tf.Tensor,
  y: tf.Tensor,
  step: number,
  settings: StepSettings = knobs,
): number {
  return tf.tidy(() => {
    const training = { seed: settings.seed, step };
    const { value, grads } = tf.variableGrads(() => loss(model, x, y, training), Object.values(model.weights));
    const now = value.dataSync()[0] as number;
    if (Number.isFinite(now)) update(model, grads, step, learningRate(step, settings));
    return now;
  });
}

/** Trains from a step on; tells of each step when it is done. */
export function* train(model: Model, data: Data, settings: Settings, from = 0): Generator<Progress> {
  for (let step = from; step < settings.steps; step++) {
    const value = stepOn(model, data.train, step, settings);
    yield { step: step + 1, loss: value, lr: learningRate(step, settings) };
  }
}

/** One step on its own minibatch of a part. */
export function stepOn(model: Model, part: Examples, step: number, settings: Settings): number {
  const [x, y] = minibatch(part, settings.batch, settings.seed, step);
  const value = trainStep(model, x, y, step, settings);
  tf.dispose([x, y]);
  return value;
}

/** The mean loss over a whole split, in evaluation mode. */
export function evaluate(model: Model, part: Examples): number {
  return meanOf(chunksOf(part).map((rows) => measured(model, part, rows)));
}

/** A mean, and how many numbers it is the mean of. */
export type Mean = readonly [mean: number, count: number];

/** The mean loss of these rows, in evaluation mode. */
export function measured(model: Model, part: Examples, rows: readonly number[]): Mean {
  const [x, y] = examplesAt(part, rows);
  const mean = tf.tidy(() => loss(model, x, y).dataSync()[0] as number);
  const count = countedIn(y.dataSync() as Numbers);
  tf.dispose([x, y]);
  return [mean, count];
}

/** The mean of all numbers, of which the means are known. */
export function meanOf(all: readonly Mean[]): number {
  const known = all.filter(([, count]) => count > 0);
  const sum = known.reduce((total, [mean, count]) => total + count * mean, 0);
  return sum / known.reduce((total, [, count]) => total + count, 0);
}

/** How many targets a loss is the mean of: all numbers, and all ids but those of -1. */
export function countedIn(y: Numbers): number {
  return y instanceof Int32Array ? y.reduce((count, target) => count + (target >= 0 ? 1 : 0), 0) : y.length;
}

/** The rows of a split from one on, so many at a time as an evaluation takes. */
export function chunksOf({ examples }: Examples, from = 0): readonly (readonly number[])[] {
  return Array.from({ length: Math.ceil((examples - from) / CHUNK) }, (_, chunk) => {
    const start = from + chunk * CHUNK;
    return Array.from({ length: Math.min(CHUNK, examples - start) }, (_, i) => start + i);
  });
}
