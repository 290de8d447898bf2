/** Trainings that PyTorch recorded, for scripts that repeat them with an emitted program (test/goldens/README.md). */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { stepOn } from './on-engine.mjs';

/** The recording, one run of it, and its parameters with the numbers `before` the first step. */
export function readRun(file, runName) {
  const recorded = JSON.parse(readFileSync(file, 'utf8'));
  const run = recorded.runs.find((each) => each.run === runName);
  const bytes = readFileSync(join(dirname(file), recorded.weights_file));
  const numbers = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const params = recorded.params.map((param) => {
    return { ...param, before: numbers.slice(param.offset, param.offset + param.count) };
  });
  return { recorded, run, params };
}

/** Trains a model on the recorded minibatches: its losses, how many tensors each step leaves, and losses afterwards. */
export function repeated(module, model, { recorded, run }) {
  const settings = { seed: 1, steps: recorded.steps, lr: run.optimizer.lr };
  const losses = [];
  const tensors = [];
  for (let step = 0; step < recorded.steps; step++) {
    const [x, y] = batch(recorded, step);
    losses.push(stepOn(module, model, x, y, step, settings));
    tf.dispose([x, y]);
    tensors.push(tf.memory().numTensors);
  }
  const evaluation = [0, recorded.steps - 1].map((step) => module.loss(model, ...batch(recorded, step)).dataSync()[0]);
  return { losses, tensors, evaluation };
}

function batch({ batches }, step) {
  return [tensorAt(batches.X, step), tensorAt(batches.Y, step)];
}

/** One of the tensors that are stacked along the first dim. */
function tensorAt({ shape: [, ...shape], data }, index) {
  const size = shape.reduce((product, dim) => product * dim, 1);
  return tf.tensor(data.slice(index * size, (index + 1) * size), shape, 'int32');
}

/** What is recorded of a tensor: sums, its first numbers, and how far it is from where it started. */
export function facts(now, start = now) {
  return {
    sum: now.reduce((sum, value) => sum + value, 0),
    sumsq: now.reduce((sum, value) => sum + value * value, 0),
    count: now.length,
    first8: [...now.slice(0, 8)],
    delta_l2: Math.sqrt(now.reduce((sum, value, i) => sum + (value - start[i]) ** 2, 0)),
  };
}
