/** Accumulation: the minibatches of a step one after the other, so that memory holds only one of them */
import * as tf from '@tensorflow/tfjs';
import { minibatch } from './batches.ts';
import { knobs, learningRate, loss, update } from './spec.ts';
import { countedIn } from './training.ts';
import type { Data, Model, Progress, Settings, StepSettings } from './types.ts';

/** Trains from a step on; tells of each step when it is done. */
export function* train(model: Model, data: Data, settings: Settings, from = 0): Generator<Progress> {
  const { batch, accumulate = 1, seed } = settings;
  for (let step = from; step < settings.steps; step++) {
    const [x, y] = minibatch(data.train, batch * accumulate, seed, step);
    const value = trainStep(model, x, y, step, settings);
    tf.dispose([x, y]);
    yield { step: step + 1, loss: value, lr: learningRate(step, settings) };
  }
}

/**
 * One step on several minibatches, which stand one after the other in x and y: gradients, update, and the loss before
 * the update. Steps count from 0.
 */
export function trainStep(
  model: Model,
  x: tf.Tensor,
  y: tf.Tensor,
  step: number,
  settings: StepSettings = knobs,
): number {
  return tf.tidy(() => {
    const { value, grads } = accumulated(model, x, y, step, settings);
    update(model, grads, step, learningRate(step, settings));
    return value;
  });
}

/** The mean loss over all minibatches and its gradients; the weight of each is how many of its targets count. */
function accumulated(model: Model, x: tf.Tensor, y: tf.Tensor, step: number, settings: StepSettings) {
  const { seed, accumulate = 1 } = settings;
  const counted = countedIn(y);
  let value = 0;
  let grads: tf.NamedTensorMap = {};
  for (let part = 0; part < accumulate; part++) {
    const [input, target] = [partOf(x, part, accumulate), partOf(y, part, accumulate)];
    const share = countedIn(target) / counted;
    if (share === 0) continue; // no target of this minibatch counts
    const training = { seed, step: step * accumulate + part };
    const before = grads;
    grads = tf.tidy(() => {
      const found = tf.variableGrads(
        () => tf.mul(loss(model, input, target, training), share) as tf.Scalar,
        Object.values(model.weights),
      );
      value += found.value.dataSync()[0] as number;
      return addedUp(before, found.grads);
    });
    tf.dispose(before);
  }
  return { value, grads };
}

/** The examples of one of so many parts, which are as large as each other but for one example. */
function partOf(all: tf.Tensor, part: number, parts: number): tf.Tensor {
  const examples = all.shape[0] as number;
  const start = Math.floor((part * examples) / parts);
  return tf.slice(all, start, Math.floor(((part + 1) * examples) / parts) - start);
}

function addedUp(sums: tf.NamedTensorMap, more: tf.NamedTensorMap): tf.NamedTensorMap {
  const entries = Object.entries(more).map(([name, grad]) => {
    const sum = sums[name];
    return [name, sum ? tf.add(sum, grad) : grad] as const;
  });
  return Object.fromEntries(entries);
}
