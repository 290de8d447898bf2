/**
 * Runs the minibatches of a recorded training of a character model on an emitted program, from its recorded first
 * weights: `node char-trajectory.mjs PROGRAM TRAJECTORY RUN BACKEND PLACES`, where PLACES is a JSON file with the place
 * of each number of each recorded parameter. What came out is printed as JSON, parameters as PyTorch has them.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';

const [program, file, runName, backend, placesFile] = process.argv.slice(2);
const { createModel, trainStep, loss } = await import(pathToFileURL(program).href);
const recorded = JSON.parse(readFileSync(file, 'utf8'));
const run = recorded.runs.find((each) => each.run === runName);
const bytes = readFileSync(join(dirname(file), recorded.weights_file));
const numbers = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));

await tf.setBackend(backend);
const model = createModel(1);
const places = JSON.parse(readFileSync(placesFile, 'utf8'));
const params = recorded.params.map(({ name, offset, count }, i) => {
  return { name, ...places[i], before: numbers.slice(offset, offset + count) };
});
const first = Object.fromEntries(
  Object.entries(model.weights).map(([path, { size }]) => [path, new Float32Array(size).fill(Number.NaN)]),
);
for (const { before, paths, at, sign } of params)
  for (const [i, value] of before.entries()) first[paths[i]][at[i]] = sign * value;
for (const [path, weight] of Object.entries(model.weights)) {
  if (first[path].some(Number.isNaN)) throw new Error(`not every number of ${path} was recorded`);
  weight.assign(tf.tensor(first[path], weight.shape));
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
    losses,
    tensors,
    evaluation: [evaluated(0), evaluated(recorded.steps - 1)],
    params: run.params_after.map(({ name }) => factsOf(name)),
  }),
);

/** A parameter, or its slice of q, k or v: `c_attn.bias[q]`. */
function factsOf(name) {
  const [, whole, part] = /^(.*?)(?:\[(\w)\])?$/.exec(name);
  const { paths, at, sign, before } = params.find((param) => param.name === whole);
  const values = Object.fromEntries([...new Set(paths)].map((path) => [path, model.weights[path].dataSync()]));
  const now = Float32Array.from(at, (index, i) => sign * values[paths[i]][index]);
  const size = part === undefined ? now.length : now.length / 3;
  const from = part === undefined ? 0 : 'qkv'.indexOf(part) * size;
  return facts(now.slice(from, from + size), before.slice(from, from + size));
}

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
  return {
    sum: now.reduce((sum, value) => sum + value, 0),
    sumsq: now.reduce((sum, value) => sum + value * value, 0),
    count: now.length,
    first8: [...now.slice(0, 8)],
    delta_l2: Math.sqrt(now.reduce((sum, value, i) => sum + (value - start[i]) ** 2, 0)),
  };
}
