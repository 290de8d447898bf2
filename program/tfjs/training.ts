/** Training: gradients by the tape of TensorFlow.js, the update above, losses over whole splits */
import * as tf from '@tensorflow/tfjs';
import { minibatch } from './batches.ts';
import { variables } from './chance.ts';
import { buffers, CHUNK, knobs, learningRate, loss, optimiserState, update, weights } from './spec.ts';
import type { Data, Examples, Model, Progress, Settings, StepSettings } from './types.ts';
import { examplesAt } from './windows.ts';

/** A model with its first weights. */
export function createModel(seed: number = knobs.seed): Model {
  return {
    weights: variables(weights, seed),
    buffers: variables(buffers, seed),
    optimiser: variables(optimiserState(), seed),
  };
}

/** One step on a minibatch: gradients, update, and the loss before the update. Steps count from 0. */
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
    update(model, grads, step, learningRate(step, settings));
    return value.dataSync()[0] as number;
  });
}

/** Trains from a step on; tells of each step when it is done. */
export function* train(model: Model, data: Data, settings: Settings, from = 0): Generator<Progress> {
  for (let step = from; step < settings.steps; step++) {
    const [x, y] = minibatch(data.train, settings.batch, settings.seed, step);
    const value = trainStep(model, x, y, step, settings);
    tf.dispose([x, y]);
    yield { step: step + 1, loss: value, lr: learningRate(step, settings) };
  }
}

/** The mean loss over a whole split, in evaluation mode. */
export function evaluate(model: Model, part: Examples): number {
  let sum = 0;
  let count = 0;
  for (const rows of chunksOf(part)) {
    const [mean, counted] = tf.tidy(() => {
      const [x, y] = examplesAt(part, rows);
      return [loss(model, x, y).dataSync()[0] as number, countedIn(y)] as const;
    });
    sum += counted * mean;
    count += counted;
  }
  return sum / count;
}

/** How many targets a loss is the mean of: all numbers, and all ids but those of -1. */
export function countedIn(y: tf.Tensor): number {
  return y.dtype === 'int32' ? y.dataSync().filter((target) => target >= 0).length : y.size;
}

/** The rows of a split, so many at a time as an evaluation takes. */
export function chunksOf({ examples }: Examples): readonly (readonly number[])[] {
  return Array.from({ length: Math.ceil(examples / CHUNK) }, (_, chunk) =>
    Array.from({ length: Math.min(CHUNK, examples - chunk * CHUNK) }, (_, i) => chunk * CHUNK + i),
  );
}
