/**
 * Runs the minibatches of a recorded training of a character model on an emitted program, from its recorded first
 * weights: `node char-trajectory.mjs PROGRAM TRAJECTORY RUN BACKEND PLACES`, where PLACES is a JSON file with the place
 * of each number of each recorded parameter. What came out is printed as JSON, parameters as PyTorch has them.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { startedModel } from './on-engine.mjs';
import { facts, readRun, repeated } from './recorded-run.mjs';

const [program, file, runName, backend, placesFile] = process.argv.slice(2);
const module = await import(pathToFileURL(program).href);
const recording = readRun(file, runName);

const model = await startedModel(program, module, backend, 1);
const places = JSON.parse(readFileSync(placesFile, 'utf8'));
const params = recording.params.map(({ name, before }, i) => ({ name, ...places[i], before }));
const first = Object.fromEntries(
  Object.entries(model.weights).map(([path, { size }]) => [path, new Float32Array(size).fill(Number.NaN)]),
);
for (const { before, paths, at, sign } of params)
  for (const [i, value] of before.entries()) first[paths[i]][at[i]] = sign * value;
for (const [path, weight] of Object.entries(model.weights)) {
  if (first[path].some(Number.isNaN)) throw new Error(`not every number of ${path} was recorded`);
  weight.assign(tf.tensor(first[path], weight.shape));
}

const told = repeated(module, model, recording);
console.log(JSON.stringify({ ...told, params: recording.run.params_after.map(({ name }) => factsOf(name)) }));

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
