/** Training: gradients by the tape of TensorFlow.js, the update above, losses over whole splits */
import * as tf from '@tensorflow/tfjs';
import { variables } from './chance.ts';
import { minibatch } from './data.ts';
import { buffers, knobs, learningRate, loss, optimiserState, update, weights } from './spec.ts';
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
  const size = 1024;
  let sum = 0;
  let count = 0;
  for (let start = 0; start < part.examples; start += size) {
    const rows = Array.from({ length: Math.min(size, part.examples - start) }, (_, i) => start + i);
    const [mean, counted] = tf.tidy(() => {
      const [x, y] = examplesAt(part, rows);
      return [loss(model, x, y).dataSync()[0] as number, y.dataSync().filter((target) => target >= 0).length] as const;
    });
    sum += counted * mean;
    count += counted;
  }
  return sum / count;
}
