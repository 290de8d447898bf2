/**
 * Runs the minibatches of a recorded training on an emitted program, from its recorded first weights:
 * `node trajectory.mjs PROGRAM TRAJECTORY RUN BACKEND`. Prints what came out as JSON.
 */
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { startedModel } from './on-engine.mjs';
import { facts, readRun, repeated } from './recorded-run.mjs';

const [program, file, runName, backend] = process.argv.slice(2);
const module = await import(pathToFileURL(program).href);
const recording = readRun(file, runName);

const model = await startedModel(program, module, backend, 1);
const weights = Object.entries(model.weights);
for (const [i, [path, weight]] of weights.entries()) {
  const { name, shape, before } = recording.params[i];
  if (`${weight.shape}` !== `${shape}`) throw new Error(`${path} is [${weight.shape}], ${name} is [${shape}]`);
  weight.assign(tf.tensor(before, shape));
}

console.log(
  JSON.stringify({
    ...repeated(module, model, recording),
    count: weights.length,
    params: weights.map(([, weight], i) => facts(weight.dataSync(), recording.params[i].before)),
    buffers: Object.values(model.buffers).map((buffer) => facts(buffer.dataSync())),
  }),
);
