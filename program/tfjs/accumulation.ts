/** Accumulation: the minibatches of a step one after the other, so that memory holds only one of them */
import * as tf from '@tensorflow/tfjs';
import { minibatch } from './batches.ts';
import { knobs, learningRate, loss, update } from './spec.ts';
import { countedIn } from './training.ts';
import type { Examples, Model, Numbers, Settings, StepSettings } from './types.ts';

/** One step on its own minibatches of a part. */
export function stepOn(model: Model, part: Examples, step: number, settings: Settings): number {
  const { batch, accumulate = 1, seed } = settings;
  const [x, y] = minibatch(part, batch * accumulate, seed, step);
  const value = trainStep(model, x, y, step, settings);
  tf.dispose([x, y]);
  return value;
}

/**
 * One step on several minibatches, which stand one after the other in x and y: gradients, update, and the loss before
 * the update. Steps count from 0. Where the loss is not finite, nothing is updated.
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
    if (Number.isFinite(value)) update(model, grads, step, learningRate(step, settings));
    return value;
  });
}

/** The mean loss over all minibatches and its gradients; the weight of each is how many of its targets count. */
function accumulated(model: Model, x: tf.Tensor, y: tf.Tensor, step: number, settings: StepSettings) {
  const { seed, accumulate = 1 } = settings;
  const counted = countedIn(y.dataSync() as Numbers);
  let value = 0;
  let grads: tf.NamedTensorMap = {};
  for (let part = 0; part < accumulate; part++) {
    const [input, target] = [partOf(x, part, accumulate), partOf(y, part, accumulate)];
    const share = countedIn(target.dataSync() as Numbers) / counted;
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
