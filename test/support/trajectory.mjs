/**
 * Runs the minibatches of a recorded training on an emitted program, from its recorded first weights:
 * `node trajectory.mjs PROGRAM TRAJECTORY RUN BACKEND`. Prints what came out as JSON.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';

const [program, file, runName, backend] = process.argv.slice(2);
const { createModel, trainStep, loss } = await import(pathToFileURL(program).href);
const recorded = JSON.parse(readFileSync(file, 'utf8'));
const run = recorded.runs.find((each) => each.run === runName);
const bytes = readFileSync(join(dirname(file), recorded.weights_file));
const numbers = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));

await tf.setBackend(backend);
const model = createModel(1);
const weights = Object.entries(model.weights);
const before = recorded.params.map(({ offset, count }) => numbers.slice(offset, offset + count));
for (const [i, [path, weight]] of weights.entries()) {
  const { name, shape } = recorded.params[i];
  if (`${weight.shape}` !== `${shape}`) throw new Error(`${path} is [${weight.shape}], ${name} is [${shape}]`);
  weight.assign(tf.tensor(before[i], shape));
}

const settings = { seed: 1, steps: recorded.steps, lr: run.optimizer.lr };
const losses = [];
const tensors = [];
for (let step = 0; step < recorded.steps; step++) {
  const [x, y] = batch(step);
  losses.push(trainStep(model, x, y, step, settings));
  tf.dispose([x, y]);
  tensors.push(tf.memory().numTensors);
}

console.log(
  JSON.stringify({
    count: weights.length,
    losses,
    tensors,
    evaluation: [evaluated(0), evaluated(recorded.steps - 1)],
    params: weights.map(([, weight], i) => facts(weight.dataSync(), before[i])),
    buffers: Object.values(model.buffers).map((buffer) => facts(buffer.dataSync())),
  }),
);

function batch(step) {
  return [tensorAt(recorded.batches.X, step), tensorAt(recorded.batches.Y, step)];
}

/** One of the tensors that are stacked along the first dim. */
function tensorAt({ shape: [, ...shape], data }, index) {
  const size = shape.reduce((product, dim) => product * dim, 1);
  return tf.tensor(data.slice(index * size, (index + 1) * size), shape, 'int32');
}

function evaluated(step) {
  const [x, y] = batch(step);
  return loss(model, x, y).dataSync()[0];
}

function facts(now, start) {
  const moved = start ? Math.sqrt(now.reduce((sum, value, i) => sum + (value - start[i]) ** 2, 0)) : 0;
  return {
    sum: now.reduce((sum, value) => sum + value, 0),
    sumsq: now.reduce((sum, value) => sum + value * value, 0),
    count: now.length,
    first8: [...now.slice(0, 8)],
    delta_l2: moved,
  };
}
